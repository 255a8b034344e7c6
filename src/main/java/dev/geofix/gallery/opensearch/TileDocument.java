package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.CopiedTile;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.search.AttributeFilter;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tile as a document of the index that one model has made.
 *
 * @param sequence stands for this content for ever
 * @param revision another one whenever anything of it is changed
 * @param attributes JSON, as it was put
 * @param descriptor an {@link dev.geofix.vectorindex.Int8Vector}; empty where it was not asked for
 */
record TileDocument(Tile tile, long sequence, long revision, String attributes, byte[] descriptor) {
    /** Everything that a list or a search shows. */
    static final String ROW = "tile,sequence,revision,content,latitude,longitude,west,south,east,north,attributes";
    static final String ALL = ROW + ",descriptor";

    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {
    };
    /** What no filter can ask for is not looked into: see {@link AttributeFilter}. */
    private static final int LONGEST_FACET = 1000;
    private static final int LONGEST_ID = 512;

    static TileDocument of(Tile tile, byte[] descriptor, JsonMapper json) {
        long number = Sequences.next();
        return new TileDocument(tile, number, number, json.writeValueAsString(tile.attributes()), descriptor);
    }

    /** Under the number that it has elsewhere. */
    static TileDocument of(CopiedTile copied, JsonMapper json) {
        return new TileDocument(copied.tile(), copied.sequence(), Sequences.next(),
                json.writeValueAsString(copied.tile().attributes()), copied.descriptor());
    }

    /** Whether it was copied from a data folder, rather than put here. */
    boolean isCopied() {
        return sequence < Sequences.FIRST;
    }

    static TileDocument of(JsonNode source, JsonMapper json) {
        BoundingBox bounds = source.hasNonNull("west")
                ? new BoundingBox(source.path("west").asDouble(), source.path("south").asDouble(),
                        source.path("east").asDouble(), source.path("north").asDouble())
                : null;
        String attributes = source.path("attributes").asString("{}");
        Tile tile = new Tile(new TileId(source.path("tile").asString("")),
                new GeoPoint(source.path("latitude").asDouble(), source.path("longitude").asDouble()), bounds,
                json.readValue(attributes, ATTRIBUTES), source.path("content").asString(""));
        return new TileDocument(tile, source.path("sequence").asLong(0), source.path("revision").asLong(0), attributes,
                Base64.getDecoder().decode(source.path("descriptor").asString("")));
    }

    /** The same content with what else is known of it now. */
    TileDocument described(Tile now, JsonMapper json) {
        return new TileDocument(now, sequence, Sequences.next(), json.writeValueAsString(now.attributes()), descriptor);
    }

    /** The same content under a number of its own. */
    TileDocument renumbered(Tile now, JsonMapper json) {
        long number = Sequences.next();
        return new TileDocument(now, number, number, json.writeValueAsString(now.attributes()), descriptor);
    }

    TileDocument withDescriptor(byte[] other) {
        return new TileDocument(tile, sequence, revision, attributes, other);
    }

    boolean isDescribedLike(Tile other, JsonMapper json) {
        return tile.center().equals(other.center()) && Objects.equals(tile.bounds(), other.bounds())
                && attributes.equals(json.writeValueAsString(other.attributes()));
    }

    Map<String, Object> json(byte[] candidate) {
        Map<String, Object> source = new LinkedHashMap<>();
        GeoPoint center = tile.center();
        source.put("tile", tile.id().value());
        source.put("sequence", sequence);
        source.put("revision", revision);
        source.put("content", tile.contentHash());
        source.put("place", Map.of("lat", center.latitude(), "lon", center.longitude()));
        source.put("latitude", center.latitude());
        source.put("longitude", center.longitude());
        BoundingBox bounds = tile.bounds();
        if (bounds != null) {
            source.put("west", bounds.west());
            source.put("south", bounds.south());
            source.put("east", bounds.east());
            source.put("north", bounds.north());
            source.put("crosses", bounds.crossesDateLine());
        }
        source.put("attributes", attributes);
        source.put("facets", facets(tile.attributes()));
        source.put("descriptor", Base64.getEncoder().encodeToString(descriptor));
        List<Integer> values = new ArrayList<>(candidate.length);
        for (byte value : candidate) {
            values.add((int) value);
        }
        source.put("candidate", values);
        return source;
    }

    /** The one of both that supersedes the other, both being of one tile. */
    TileDocument newer(TileDocument other) {
        int order = Long.compare(sequence, other.sequence);
        return (order == 0 ? Long.compare(revision, other.revision) : order) < 0 ? other : this;
    }

    /** The document's id: the tile's, unless that is too long for one. */
    static String key(TileId id) {
        return key(id, LONGEST_ID);
    }

    /** The id of its document where tiles lie by place, so that another place of the tile is another document. */
    static String key(TileId id, String cell) {
        return cell + "/" + key(id, LONGEST_ID - cell.length() - 1);
    }

    private static String key(TileId id, int longest) {
        byte[] name = id.value().getBytes(StandardCharsets.UTF_8);
        return name.length <= longest ? id.value() : "%" + ContentHash.of(name);
    }

    /** The attributes that can be asked for: strings, numbers and booleans (as "true" and "false"). */
    static List<String> facets(Map<String, Object> attributes) {
        List<String> facets = new ArrayList<>();
        attributes.forEach((name, value) -> {
            String facet = switch (value) {
                case String text -> facet(name, text);
                case Boolean truth -> facet(name, truth.toString());
                case Number number -> facet(name, number);
                case null, default -> null;
            };
            if (facet != null && name.indexOf('\0') < 0 && name.length() <= LONGEST_FACET
                    && facet.length() - name.length() <= LONGEST_FACET + 2) {
                facets.add(facet);
            }
        });
        return facets;
    }

    /** The facets that a filter finds: the value as text, and as a number where it is one. */
    static List<String> facets(AttributeFilter filter) {
        String text = facet(filter.name(), filter.value());
        return filter.numberOrText() instanceof Number number
                ? List.of(text, facet(filter.name(), number))
                : List.of(text);
    }

    private static String facet(String name, String text) {
        return name + "\0s" + text;
    }

    /** The same for the same number, however it is written: 7 is 7.0, and not "7". */
    private static String facet(String name, Number number) {
        boolean whole = number instanceof Integer || number instanceof Long
                || number instanceof BigInteger big && big.bitLength() < Long.SIZE;
        double value = number.doubleValue();
        boolean wholeValue = whole || value == Math.rint(value) && Math.abs(value) < 0x1p63;
        return name + "\0n" + (whole ? number.longValue() : wholeValue ? (Object) (long) value : (Object) value);
    }

    /** Name and value of a facet, as they are shown. */
    static Map.Entry<String, String> shown(String facet) {
        int end = facet.indexOf('\0');
        return Map.entry(facet.substring(0, end), facet.substring(end + 2));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TileDocument document && document.sequence == sequence && document.revision == revision;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(revision);
    }
}
