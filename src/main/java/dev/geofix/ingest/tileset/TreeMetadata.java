package dev.geofix.ingest.tileset;

import dev.geofix.ingest.source.RowScheme;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the files that tilers leave beside a folder of tiles say of them.
 *
 * @param scheme TMS where a {@code tilemapresource.xml} lies there or {@code metadata.json} says so, else XYZ; null where the two contradict
 * each other
 * @param bounds one for each file, of no readings where it states none
 * @param format such as png or pbf; empty where none is stated
 */
record TreeMetadata(@Nullable RowScheme scheme, List<StatedBounds> bounds, String format) {
    private static final String TMS_RESOURCE = "tilemapresource.xml";
    private static final String METADATA = "metadata.json";

    /** @throws UnusableSourceException when the tiles are of another projection than web mercator */
    static TreeMetadata of(Path root) throws IOException {
        JsonNode metadata = json(root.resolve(METADATA));
        String stated = metadata.path("scheme").asString("").strip();
        StatedBounds bounds = bounds(metadata.path("bounds"));
        String format = metadata.path("format").asString("");
        Path resource = root.resolve(TMS_RESOURCE);
        if (Files.isRegularFile(resource)) {
            return new TreeMetadata(stated.equalsIgnoreCase("xyz") ? null : RowScheme.TMS,
                    List.of(ofResource(resource), bounds), format);
        }
        return new TreeMetadata(stated.equalsIgnoreCase("tms") ? RowScheme.TMS : RowScheme.XYZ, List.of(bounds),
                format);
    }

    private static JsonNode json(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return MissingNode.getInstance();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return JsonMapper.shared().readTree(in);
        } catch (JacksonException e) {
            // Metadata that cannot be read are no reason to refuse sound tiles.
            return MissingNode.getInstance();
        }
    }

    /** A text as MBTiles have it, or a list as TileJSON has it. */
    private static StatedBounds bounds(JsonNode node) {
        if (node.isArray() && node.size() == 4) {
            return StatedBounds.of(node.get(0).asDouble(Double.NaN), node.get(1).asDouble(Double.NaN),
                    node.get(2).asDouble(Double.NaN), node.get(3).asDouble(Double.NaN));
        }
        return StatedBounds.of(node.asString(""));
    }

    /** The bounds; and the profile of the sets of tiles must be {@code mercator} or {@code global-mercator}, where it is stated. */
    private static StatedBounds ofResource(Path resource) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        StatedBounds bounds = StatedBounds.NONE;
        try (InputStream in = Files.newInputStream(resource)) {
            for (XMLStreamReader xml = factory.createXMLStreamReader(in); xml.hasNext();) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "BoundingBox" -> bounds = box(xml);
                        case "TileSets" -> checkProfile(xml.getAttributeValue(null, "profile"));
                        default -> {
                            // Titles, sizes and addresses of the sets.
                        }
                    }
                }
            }
            return bounds;
        } catch (XMLStreamException e) {
            throw new UnusableSourceException(TMS_RESOURCE + " is no sound XML (" + e.getMessage()
                    + "). Mend it, or take it away and say scheme.", e);
        }
    }

    private static StatedBounds box(XMLStreamReader xml) {
        return StatedBounds.of(String.join(",", String.valueOf(xml.getAttributeValue(null, "minx")),
                String.valueOf(xml.getAttributeValue(null, "miny")),
                String.valueOf(xml.getAttributeValue(null, "maxx")),
                String.valueOf(xml.getAttributeValue(null, "maxy"))));
    }

    private static void checkProfile(@Nullable String profile) {
        if (profile != null && !profile.toLowerCase(Locale.ROOT).endsWith("mercator")) {
            throw new UnusableSourceException("The tiles are of the profile '" + profile
                    + "'. Make them again for web mercator: gdal2tiles --profile=mercator.");
        }
    }
}
