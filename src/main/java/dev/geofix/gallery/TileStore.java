package dev.geofix.gallery;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.verification.LocalFeatures;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tiles of one gallery, as a {@link GalleryStore} keeps them. */
public interface TileStore {
    /** The gallery to be searched, by the model that answers now. */
    View open();

    /** Those of the tiles that are there, as one read sees them. */
    Map<TileId, Tile> find(Collection<TileId> ids);

    Optional<Tile.Image> image(TileId id);

    /**
     * Tiles by id, in the order of its UTF-8 bytes.
     *
     * @param box their centres must lie in it
     * @param after the last id of the page before
     */
    List<Tile> list(@Nullable BoundingBox box, @Nullable TileId after, int limit);

    /**
     * Keeps tiles, each with all that belongs to it or not at all. When this returns they are kept; when it throws, those that were there before are whole, and putting
     * again completes what is missing.
     *
     * @param model must still be the one that answers
     * @param same tiles whose content is there already, with what else is known of them now
     * @param embedded new ones, and new contents of others
     * @return what became of each; null when another model answers meanwhile, and nothing is put
     * @throws UnknownGalleryException when the gallery has gone, even if there is another of its name
     */
    @Nullable
    List<PutResult> put(ModelVersion model, List<Tile> same, List<EmbeddedTile> embedded);

    /**
     * Deletes a tile, and remembers that a caller did.
     *
     * @return whether it was there
     */
    boolean delete(TileId id);

    /** Tiles that callers have deleted since then; what is older than any import goes on is forgotten. */
    Set<TileId> deletedSince(Instant time);

    /** Local features of those that have some, as long as they show what they did. What is damaged is told in the log and left out. */
    Map<TileId, LocalFeatures> features(Collection<Tile> tiles);

    /** @param mostValues of attributes, all together */
    Extent extent(int mostValues);

    /** Of the first tiles by id that have bounds. */
    List<BoundingBox> someBounds(int limit);

    /** Reads the tiles whose bounds share more than an edge with the box, in the order of their sequence numbers. */
    <T> T inBox(BoundingBox box, Function<Stream<PlacedTile>, T> reader);

    /** The picture of what {@link #inBox} gave; none when it has gone meanwhile. */
    Optional<Tile.Image> image(long sequence);

    TileRenewal renewal();

    /** One model's descriptors of the gallery. It can be asked for as long as a request takes, even when another model answers meanwhile. */
    interface View {
        ModelVersion model();

        /** For each query, which that model has embedded, the tiles most like it, best first. */
        List<List<TileMatch>> search(List<Descriptor> queries, SearchRequest request);
    }

    /**
     * What the tiles cover together.
     *
     * @param bounds west, south, east, north round all tiles; null of an empty gallery
     * @param attributes values by name, of those that filters can ask for
     */
    record Extent(@Nullable List<Double> bounds, Map<String, List<String>> attributes) {}

    /** @param sequence stands for this content of a tile for ever */
    record PlacedTile(long sequence, BoundingBox bounds) {}
}
