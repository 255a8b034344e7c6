package dev.geofix.gallery.reindex;

import dev.geofix.gallery.DescriptorStore;
import dev.geofix.gallery.EncoderRetry;
import dev.geofix.gallery.GalleryJob;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.IndexRegistry;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileEmbedder;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.gallery.search.DescriptorIndex;
import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.platform.storage.WriteTransactions;
import dev.geofix.vectorindex.Int8Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Embeds a gallery by the active model from the pictures that it keeps. The descriptors before answer until the last tile has a new one; then the
 * gallery switches over in one commit. A reindex that was interrupted keeps what it has embedded, and goes on from there.
 */
@Component
class ReindexHandler implements JobHandler {
    private static final int DELETED_AT_ONCE = 500;

    private final GalleryStore galleries;
    private final DescriptorStore descriptors;
    private final TileStore tiles;
    private final IndexRegistry indexes;
    private final TileEmbedder embedder;
    private final WriteTransactions writes;
    private final ModelRegistry models;
    private final GallerySettings settings;

    ReindexHandler(GalleryStore galleries, DescriptorStore descriptors, TileStore tiles,
            IndexRegistry indexes, TileEmbedder embedder, WriteTransactions writes, ModelRegistry models,
            GallerySettings settings) {
        this.galleries = galleries;
        this.descriptors = descriptors;
        this.tiles = tiles;
        this.indexes = indexes;
        this.embedder = embedder;
        this.writes = writes;
        this.models = models;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return GalleryJob.REINDEX;
    }

    /** Galleries lie there. */
    @Override
    public boolean needsOwnDataFolder() {
        return true;
    }

    @Override
    public void run(Job job, JobContext context) {
        GalleryJob about = GalleryJob.of(job);
        StoredGallery stored = about.in(galleries);
        ModelVersion wanted = new ModelVersion(String.valueOf(about.model()));
        ModelVersion before = stored.gallery().model();
        if (!before.equals(wanted)) {
            embed(stored, wanted, context);
        }
        for (int gone = DELETED_AT_ONCE; gone == DELETED_AT_ONCE;) {
            context.checkCancelled();
            gone = writes.call(() -> descriptors.deleteOthers(stored.id(), wanted, DELETED_AT_ONCE));
        }
        long embedded = descriptors.count(stored.id(), wanted);
        context.progress(embedded, embedded,
                "'%s' answers with model %s: %d tiles".formatted(about.gallery(), wanted, embedded));
    }

    private void embed(StoredGallery stored, ModelVersion wanted, JobContext context) {
        GalleryIndex index = indexes.of(stored);
        try {
            Encoder encoder = active(stored, wanted);
            index.prepare(indexes.of(stored, wanted, encoder.dimension()));
            Reindex reindex = new Reindex(stored, index, () -> active(stored, wanted), descriptors, tiles, embedder,
                    writes, context);
            while (!reindex.isComplete()) {
                reindex.batch(settings.importBatch());
            }
            reindex.switchOver(galleries, indexes::retire);
        } finally {
            index.dropNext();
            models.release(stored.gallery().model());
        }
    }

    /** The queries of its clients will be embedded by the active model, so it would answer nobody with any other. */
    private Encoder active(StoredGallery stored, ModelVersion wanted) {
        Encoder active = models.active();
        if (!active.version().equals(wanted)) {
            throw new IllegalStateException("Model " + wanted + " is active no longer, so '" + stored.gallery().name()
                    + "' stays with " + stored.gallery().model() + ". Activate " + wanted + " and reindex again; "
                    + "what is embedded already is kept.");
        }
        return active;
    }

    /** One pass over the tiles of a gallery that the new model has not embedded, in the order of their sequence numbers: new tiles come last. */
    private static final class Reindex {
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
                TileStore tiles, TileEmbedder embedder, WriteTransactions writes, JobContext context) {
            this.stored = stored;
            this.index = index;
            this.encoders = encoders;
            model = encoders.get().version();
            dimension = encoders.get().dimension();
            this.descriptors = descriptors;
            this.embedder = embedder;
            this.writes = writes;
            this.context = context;
            pass = new PicturePass((after, limit) -> tiles.withoutDescriptor(stored.id(), model, after, limit),
                    context);
            done = descriptors.count(stored.id(), model);
        }

        boolean isComplete() {
            return pass.isThrough();
        }

        void batch(int size) {
            Map<TileStore.StoredPicture, byte[]> pictures = pass.next(size);
            Map<TileStore.StoredPicture, ImageRejectedException> refused = new LinkedHashMap<>();
            Map<TileStore.StoredPicture, Descriptor> embedded = EncoderRetry.whileBusy(context,
                    () -> embedder.embedPictures(encoders.get(), pictures, refused));
            refused.forEach((tile, reason) -> pass.refuse(tile.id(), String.valueOf(reason.getMessage())));
            keep(embedded);
            done += embedded.size();
            context.progress(done, Math.max(done, stored.gallery().tiles()),
                    "embedding '" + stored.gallery().name() + "' with " + model);
        }

        private void keep(Map<TileStore.StoredPicture, Descriptor> embedded) {
            Map<TileStore.StoredPicture, byte[]> compact = new LinkedHashMap<>();
            embedded.forEach((tile, descriptor) -> compact.put(tile, Int8Vector.encode(descriptor.values())));
            index.change(() -> {
                writes.run(() -> compact.entrySet().removeIf(
                        tile -> !descriptors.put(tile.getKey().sequence(), model, tile.getValue())));
                compact.forEach((tile, descriptor) -> index.putNext(tile.sequence(), tile.content(), descriptor));
                return null;
            });
        }

        /** Tiles that came in the last moment are embedded first; from the check to the switch none can come. */
        void switchOver(GalleryStore galleries, Consumer<DescriptorIndex> left) {
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
                        DescriptorIndex before = index.switchToNext();
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
}
