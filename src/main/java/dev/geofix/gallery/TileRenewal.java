package dev.geofix.gallery;

import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.verification.LocalFeatures;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What jobs make anew of all tiles of a gallery from the pictures that are kept of them: descriptors by another model, local features. */
public interface TileRenewal {
    /** Tiles after the given one that have no local features, with their pictures, by sequence number. */
    List<StoredPicture> withoutFeatures(long after, int limit);

    /** Keeps local features of those tiles that still show what they did and have none. */
    void putFeatures(Map<StoredPicture, LocalFeatures> found);

    /**
     * Tiles with damaged ones have none from now on.
     *
     * @param pause called now and then; it may throw
     */
    void dropDamagedFeatures(Runnable pause);

    /** Whether some that cannot be read were met since the service has started, and are still there. */
    boolean hasMetDamage();

    /** Tiles that have a descriptor of the model. */
    long count(ModelVersion model);

    /** Begins or goes on to embed the gallery by another model. */
    Reindex reindex(ModelVersion model, int dimension);

    /**
     * Deletes what other models than the answering one have made.
     *
     * @param pause called now and then; it may throw
     */
    void deleteOthers(ModelVersion model, Runnable pause);

    /** Descriptors of another model in the making. Closing it without having switched keeps what is there for the next one. */
    interface Reindex extends AutoCloseable {
        /** Tiles after the given one that the new model has not embedded, with their pictures, by sequence number: what is put meanwhile comes last. */
        List<StoredPicture> lacking(long after, int limit);

        /** Keeps descriptors of those tiles that still show what they did. */
        void put(Map<StoredPicture, Descriptor> embedded);

        /**
         * The new model answers from now on, all tiles at once, if it has embedded every one.
         *
         * @param isComplete asked while no tile can come
         * @return whether it has
         * @throws UnknownGalleryException when the gallery has gone
         */
        boolean switchOver(BooleanSupplier isComplete);

        @Override
        void close();
    }

    /**
     * A tile and the picture that is kept of it.
     *
     * @param sequence stands for this content of the tile for ever
     * @param content digest of the image that the tile was put with
     * @param image null when it is missing or damaged
     */
    record StoredPicture(long sequence, TileId id, long content, byte @Nullable [] image) {}
}
