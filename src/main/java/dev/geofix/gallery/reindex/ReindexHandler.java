package dev.geofix.gallery.reindex;

import dev.geofix.gallery.EncoderRetry;
import dev.geofix.gallery.GalleryJob;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileEmbedder;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.gallery.TileRenewal.StoredPicture;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.platform.GeofixSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Embeds a gallery by the active model from the pictures that it keeps. The descriptors before answer until the last tile has a new one; then the
 * gallery switches over in one commit. A reindex that was interrupted keeps what it has embedded, and goes on from there.
 */
@Component
class ReindexHandler implements JobHandler {
    private final GalleryStore galleries;
    private final TileEmbedder embedder;
    private final ModelRegistry models;
    private final GallerySettings settings;
    private final GeofixSettings geofix;

    ReindexHandler(GalleryStore galleries, TileEmbedder embedder, ModelRegistry models, GallerySettings settings,
            GeofixSettings geofix) {
        this.galleries = galleries;
        this.embedder = embedder;
        this.models = models;
        this.settings = settings;
        this.geofix = geofix;
    }

    @Override
    public String kind() {
        return GalleryJob.REINDEX;
    }

    @Override
    public boolean needsOwnDataFolder() {
        return geofix.isGalleryLocal();
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
        TileRenewal renewal = galleries.tiles(stored).renewal();
        renewal.deleteOthers(wanted, context::checkCancelled);
        long embedded = renewal.count(wanted);
        context.progress(embedded, embedded,
                "'%s' answers with model %s: %d tiles".formatted(about.gallery(), wanted, embedded));
    }

    private void embed(StoredGallery stored, ModelVersion wanted, JobContext context) {
        try {
            Encoder encoder = active(stored, wanted);
            TileRenewal renewal = galleries.tiles(stored).renewal();
            try (TileRenewal.Reindex next = renewal.reindex(wanted, encoder.dimension())) {
                Reindex reindex = new Reindex(stored, next, wanted, renewal.count(wanted),
                        () -> active(stored, wanted), embedder, context);
                while (!reindex.isComplete()) {
                    reindex.batch(settings.importBatch());
                }
                reindex.switchOver();
            }
        } finally {
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
        private final TileRenewal.Reindex next;
        private final ModelVersion model;
        private final Supplier<Encoder> encoders;
        private final TileEmbedder embedder;
        private final JobContext context;
        private final PicturePass pass;
        private long done;

        /**
         * @param done tiles that are embedded already
         * @param encoders gives the new model's encoder, or throws when it is active no longer
         */
        Reindex(StoredGallery stored, TileRenewal.Reindex next, ModelVersion model, long done,
                Supplier<Encoder> encoders, TileEmbedder embedder, JobContext context) {
            this.stored = stored;
            this.next = next;
            this.model = model;
            this.done = done;
            this.encoders = encoders;
            this.embedder = embedder;
            this.context = context;
            pass = new PicturePass(next::lacking, context);
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
            next.put(embedded);
            done += embedded.size();
            context.progress(done, Math.max(done, stored.gallery().tiles()),
                    "embedding '" + stored.gallery().name() + "' with " + model);
        }

        /** Tiles that came in the last moment are embedded first; from the check to the switch none can come. */
        void switchOver() {
            if (pass.refused() > 0) {
                throw new IllegalStateException(pass.refused() + " tiles have no picture to embed, so '"
                        + stored.gallery().name() + "' stays with " + stored.gallery().model()
                        + ". Delete them and reindex again, or activate that model and put them again.");
            }
            while (!next.switchOver(this::isComplete)) {
                batch(1);
            }
        }
    }
}
