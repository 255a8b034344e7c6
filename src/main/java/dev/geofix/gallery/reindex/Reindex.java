package dev.geofix.gallery.reindex;

import dev.geofix.gallery.DescriptorStore;
import dev.geofix.gallery.EncoderRetry;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.PictureStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.StoredPicture;
import dev.geofix.gallery.TileEmbedder;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.gallery.search.ModelIndex;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.JobContext;
import dev.geofix.platform.storage.WriteTransactions;
import dev.geofix.vectorindex.Int8Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One pass over the tiles of a gallery that the new model has not embedded, in the order of their sequence numbers: new tiles come last. */
final class Reindex {
    private final StoredGallery stored;
    private final GalleryIndex index;
    private final Supplier<Encoder> encoders;
    private final ModelVersion model;
    private final int dimension;
    private final DescriptorStore descriptors;
    private final TileEmbedder embedder;
    private final WriteTransactions writes;
    private final JobContext context;
    private final PicturePass pass;
    private long done;

    /** @param encoders gives the new model's encoder, or throws when it is active no longer */
    Reindex(StoredGallery stored, GalleryIndex index, Supplier<Encoder> encoders, DescriptorStore descriptors,
            PictureStore pictures, TileEmbedder embedder, WriteTransactions writes, JobContext context) {
        this.stored = stored;
        this.index = index;
        this.encoders = encoders;
        model = encoders.get().version();
        dimension = encoders.get().dimension();
        this.descriptors = descriptors;
        this.embedder = embedder;
        this.writes = writes;
        this.context = context;
        pass = new PicturePass((after, limit) -> pictures.withoutDescriptor(stored.id(), model, after, limit), context);
        done = descriptors.count(stored.id(), model);
    }

    boolean isComplete() {
        return pass.isThrough();
    }

    void batch(int size) {
        Map<StoredPicture, byte[]> pictures = pass.next(size);
        Map<StoredPicture, ImageRejectedException> refused = new LinkedHashMap<>();
        Map<StoredPicture, Descriptor> embedded = EncoderRetry.whileBusy(context,
                () -> embedder.embedPictures(encoders.get(), pictures, refused));
        refused.forEach((tile, reason) -> pass.refuse(tile.id(), String.valueOf(reason.getMessage())));
        keep(embedded);
        done += embedded.size();
        context.progress(done, Math.max(done, stored.gallery().tiles()),
                "embedding '" + stored.gallery().name() + "' with " + model);
    }

    private void keep(Map<StoredPicture, Descriptor> embedded) {
        Map<StoredPicture, byte[]> compact = new LinkedHashMap<>();
        embedded.forEach((tile, descriptor) -> compact.put(tile, Int8Vector.encode(descriptor.values())));
        index.change(() -> {
            writes.run(() -> compact.entrySet().removeIf(
                    tile -> !descriptors.put(tile.getKey().sequence(), model, tile.getValue())));
            compact.forEach((tile, descriptor) -> index.putNext(tile.sequence(), tile.content(), descriptor));
            return null;
        });
    }

    /** Tiles that came in the last moment are embedded first; from the check to the switch none can come. */
    void switchOver(GalleryStore galleries, Consumer<ModelIndex> left) {
        if (pass.refused() > 0) {
            throw new IllegalStateException(pass.refused() + " tiles have no picture to embed, so '"
                    + stored.gallery().name() + "' stays with " + stored.gallery().model()
                    + ". Delete them and reindex again, or activate that model and put them again.");
        }
        boolean switched = false;
        while (!switched) {
            switched = index.change(() -> {
                boolean complete = isComplete();
                if (complete) {
                    if (!writes.call(() -> galleries.reindexed(stored.id(), model, dimension))) {
                        throw new UnknownGalleryException(stored.gallery().name());
                    }
                    ModelIndex before = index.switchToNext();
                    if (before != null) {
                        left.accept(before);
                    }
                }
                return complete;
            });
            if (!switched) {
                batch(1);
            }
        }
    }
}
