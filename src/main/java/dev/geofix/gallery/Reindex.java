package dev.geofix.gallery;

import dev.geofix.gallery.DescriptorStore.KeptTile;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.index.Int8Vector;
import dev.geofix.job.JobContext;
import dev.geofix.model.Descriptor;
import dev.geofix.model.Encoder;
import dev.geofix.model.ModelVersion;
import dev.geofix.platform.WriteTransactions;
import java.util.LinkedHashMap;
import java.util.List;
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
    private long reached = Long.MIN_VALUE;
    private long done;
    private long unreadable;

    /** @param encoders gives the new model's encoder, or throws when it is active no longer */
    Reindex(StoredGallery stored, GalleryIndex index, Supplier<Encoder> encoders, DescriptorStore descriptors,
            TileEmbedder embedder, WriteTransactions writes, JobContext context) {
        this.stored = stored;
        this.index = index;
        this.encoders = encoders;
        model = encoders.get().version();
        dimension = encoders.get().dimension();
        this.descriptors = descriptors;
        this.embedder = embedder;
        this.writes = writes;
        this.context = context;
        done = descriptors.count(stored.id(), model);
    }

    boolean isComplete() {
        return descriptors.lacking(stored.id(), model, reached, 1).isEmpty();
    }

    void batch(int size) {
        Map<Long, byte[]> pictures = new LinkedHashMap<>();
        Map<Long, Long> contents = new LinkedHashMap<>();
        for (KeptTile tile : descriptors.lacking(stored.id(), model, reached, size)) {
            reached = tile.sequence();
            contents.put(tile.sequence(), tile.content());
            byte[] image = tile.image();
            if (image != null && tile.isSound()) {
                pictures.put(tile.sequence(), image);
            } else {
                refuse(tile.id(), "its picture in the database is damaged");
            }
        }
        Map<Long, ImageRejectedException> refused = new LinkedHashMap<>();
        Map<Long, Descriptor> embedded = Patience.whileBusy(context,
                () -> embedder.embedPictures(encoders.get(), pictures, refused));
        refused.forEach((sequence, reason) -> refuse(sequence, String.valueOf(reason.getMessage())));
        keep(embedded, contents);
        done += embedded.size();
        context.progress(done, Math.max(done, stored.gallery().tiles()),
                "embedding '" + stored.gallery().name() + "' with " + model);
    }

    private void keep(Map<Long, Descriptor> embedded, Map<Long, Long> contents) {
        Map<Long, byte[]> compact = new LinkedHashMap<>();
        embedded.forEach((sequence, descriptor) -> compact.put(sequence, Int8Vector.encode(descriptor.values())));
        index.change(() -> {
            writes.run(() -> compact.entrySet().removeIf(
                    tile -> !descriptors.put(tile.getKey(), model, tile.getValue())));
            compact.forEach((sequence, descriptor) -> index.putNext(sequence,
                    contents.getOrDefault(sequence, 0L), descriptor));
            return null;
        });
    }

    /** Tiles that came in the last moment are embedded first; from the check to the switch none can come. */
    void switchOver(GalleryStore galleries, Consumer<ModelIndex> left) {
        if (unreadable > 0) {
            throw new IllegalStateException(unreadable + " tiles have no picture to embed, so '"
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

    private void refuse(Object tile, String reason) {
        unreadable++;
        context.refuse("tile " + tile, reason);
    }
}
