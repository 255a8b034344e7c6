package dev.geofix.gallery;

import dev.geofix.inference.Encoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where galleries are kept; {@code geofix.store} says which of the stores is at work. What a call has acknowledged stays through a crash of anything,
 * and every search that begins later sees it. A store that cannot be asked just now throws an {@link dev.geofix.platform.UnavailableException}.
 */
public interface GalleryStore {
    Optional<StoredGallery> find(GalleryName name);

    /** All of them, by name. */
    List<StoredGallery> list();

    /**
     * Makes an empty gallery where there is none of that name, and changes what is not null where there is one.
     *
     * @param encoder of the model that a new one answers with
     * @return whether it is new
     */
    boolean put(GalleryName name, @Nullable String description, @Nullable Boolean localFeatures,
            Supplier<Encoder> encoder);

    /** Deletes the gallery with all its tiles. */
    void delete(StoredGallery gallery);

    TileStore tiles(StoredGallery gallery);

    /** Memory of this process that the gallery's index takes now, bytes: 0 where it lies elsewhere, or nobody has asked for it. */
    long indexBytes(StoredGallery gallery);

    /** Whether this process is making the gallery's index anew. */
    boolean isInUpkeep(StoredGallery gallery);
}
