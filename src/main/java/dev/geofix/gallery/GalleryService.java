package dev.geofix.gallery;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.JobService;
import dev.geofix.platform.UserException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Galleries and their tiles. What a call has acknowledged is on the disk, and every later search sees it. */
@Service
public class GalleryService {
    /** A put begins again with the new model when the gallery is switched meanwhile, so many times at most. */
    private static final int MOST_SWITCHES = 5;

    private final GalleryStore galleries;
    private final TileWriter writer;
    private final ModelRegistry models;
    private final JobService jobs;
    private final GalleryMetrics metrics;
    /** The usual tile side of each gallery, until its tiles change. */
    private final Map<Long, Optional<Double>> tileSides = new ConcurrentHashMap<>();

    GalleryService(GalleryStore galleries, TileWriter writer, ModelRegistry models, JobService jobs,
            GalleryMetrics metrics) {
        this.galleries = galleries;
        this.writer = writer;
        this.models = models;
        this.jobs = jobs;
        this.metrics = metrics;
    }

    public List<Gallery> list() {
        return galleries.list().stream().map(StoredGallery::gallery).toList();
    }

    public Gallery get(GalleryName name) {
        return stored(name).gallery();
    }

    public boolean exists(GalleryName name) {
        return galleries.find(name).isPresent();
    }

    /** As {@link #create(GalleryName, String, Boolean)}, with local features unless an existing gallery has none. */
    public boolean create(GalleryName name, @Nullable String description) {
        return create(name, description, null);
    }

    /**
     * Makes an empty gallery for the active model where there is none of that name.
     *
     * @param description of the new gallery; of an existing one too, unless null
     * @param localFeatures whether tiles that are put from now on get local features; null leaves an existing gallery as it is, and means that a new one's do
     * @return whether it is new
     */
    public boolean create(GalleryName name, @Nullable String description, @Nullable Boolean localFeatures) {
        Optional<StoredGallery> known = galleries.find(name);
        Encoder encoder = known.isPresent() ? null : models.active();
        boolean created = galleries.put(name, description, localFeatures,
                () -> encoder == null ? models.active() : encoder);
        metrics.follow(name);
        return created;
    }

    /** Deletes the gallery with all its tiles. */
    public void delete(GalleryName name) {
        StoredGallery stored = stored(name);
        galleries.delete(stored);
        forgetTileSide(stored.id());
        metrics.follow(name);
    }

    /**
     * Adds tiles or replaces those of the same ids, all or (when this throws) none. Images that are kept already are not embedded again.
     *
     * @param batch tiles of different ids; a batch as large as the encoder's is the fastest
     * @return what became of each, in no particular order
     */
    public List<PutResult> put(GalleryName name, List<NewTile> batch) {
        for (int attempt = 0; attempt < MOST_SWITCHES; attempt++) {
            StoredGallery stored = stored(name);
            TileStore tiles = galleries.tiles(stored);
            List<PutResult> results = writer.put(stored.gallery(), tiles, encoder(stored, tiles.open().model()),
                    batch);
            if (results != null) {
                forgetTileSide(stored.id());
                return results;
            }
        }
        throw new UserException(UserException.Kind.CONFLICT, "Gallery '" + name + "' was switched to another model "
                + MOST_SWITCHES + " times while these tiles were embedded. Put them again when models are no longer "
                + "changed.");
    }

    public Tile tile(GalleryName name, TileId id) {
        return Optional.ofNullable(galleries.tiles(stored(name)).find(List.of(id)).get(id))
                .orElseThrow(() -> new UnknownTileException(name, id));
    }

    public Tile.Image image(GalleryName name, TileId id) {
        return galleries.tiles(stored(name)).image(id).orElseThrow(() -> new UnknownTileException(name, id));
    }

    /** Tiles that callers have deleted since then. */
    public Set<TileId> deletedSince(GalleryName name, Instant time) {
        return galleries.tiles(stored(name)).deletedSince(time);
    }

    public void deleteTile(GalleryName name, TileId id) {
        StoredGallery stored = stored(name);
        boolean deleted = galleries.tiles(stored).delete(id);
        forgetTileSide(stored.id());
        if (!deleted) {
            throw new UnknownTileException(name, id);
        }
    }

    /**
     * Tiles by id.
     *
     * @param box their centres must lie in it
     * @param after the last id of the page before
     */
    public List<Tile> tiles(GalleryName name, @Nullable BoundingBox box, @Nullable TileId after, int limit) {
        return galleries.tiles(stored(name)).list(box, after, limit);
    }

    /**
     * The gallery, to be searched.
     *
     * @throws ModelMismatchException when another model than the active one embedded the gallery, and no reindex is under way
     */
    public GalleryReader open(GalleryName name) {
        StoredGallery stored = stored(name);
        TileStore tiles = galleries.tiles(stored);
        TileStore.View view = tiles.open();
        return new GalleryReader(stored, encoder(stored, view.model()), tiles, view,
                () -> tileSide(stored.id(), tiles));
    }

    /**
     * The tiles most like the query, best first.
     *
     * @param query embedded by the gallery's model
     * @throws ModelMismatchException as {@link #open}
     */
    public List<TileMatch> search(GalleryName name, Descriptor query, SearchRequest request) {
        return open(name).search(query, request);
    }

    /** @throws ModelMismatchException as {@link #open} */
    public void checkModel(GalleryName name) {
        open(name);
    }

    /**
     * The encoder that a gallery answers with: the active one, or the one before for as long as a reindex to the active one is queued or under way.
     *
     * @param model that made the descriptors which answer
     */
    private Encoder encoder(StoredGallery stored, ModelVersion model) {
        Encoder active = models.active();
        if (active.version().equals(model)) {
            return active;
        }
        if (jobs.unfinished(GalleryJob.REINDEX).stream().map(GalleryJob::of)
                .anyMatch(GalleryJob.reindex(stored, active.version())::equals)) {
            return models.standby(model);
        }
        throw new ModelMismatchException(stored.gallery().name(), model, active.version());
    }

    private @Nullable Double tileSide(long gallery, TileStore tiles) {
        return tileSides.computeIfAbsent(gallery, id -> Optional
                .ofNullable(Tile.typicalSide(tiles.list(null, null, Tile.SIDE_SAMPLE)))).orElse(null);
    }

    /** Called after tiles were put or deleted. Waits for a look that is under way, so that an older one does not stay. */
    private void forgetTileSide(long gallery) {
        tileSides.remove(gallery);
    }

    private StoredGallery stored(GalleryName name) {
        return galleries.find(name).orElseThrow(() -> new UnknownGalleryException(name));
    }
}
