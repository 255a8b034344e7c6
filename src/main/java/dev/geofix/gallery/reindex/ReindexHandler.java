package dev.geofix.gallery.reindex;

import dev.geofix.gallery.DescriptorStore;
import dev.geofix.gallery.GalleryIndexes;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.JobGallery;
import dev.geofix.gallery.PictureStore;
import dev.geofix.gallery.ReindexParameters;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileEmbedder;
import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.platform.storage.WriteTransactions;
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
    private final PictureStore pictures;
    private final GalleryIndexes indexes;
    private final TileEmbedder embedder;
    private final WriteTransactions writes;
    private final ModelRegistry models;
    private final GallerySettings settings;

    ReindexHandler(GalleryStore galleries, DescriptorStore descriptors, PictureStore pictures,
            GalleryIndexes indexes, TileEmbedder embedder, WriteTransactions writes, ModelRegistry models,
            GallerySettings settings) {
        this.galleries = galleries;
        this.descriptors = descriptors;
        this.pictures = pictures;
        this.indexes = indexes;
        this.embedder = embedder;
        this.writes = writes;
        this.models = models;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return ReindexParameters.KIND;
    }

    @Override
    public void run(Job job, JobContext context) {
        ReindexParameters parameters = ReindexParameters.of(job);
        StoredGallery stored = JobGallery.of(job).in(galleries);
        ModelVersion wanted = new ModelVersion(parameters.model());
        ModelVersion before = stored.gallery().model();
        if (!before.equals(wanted)) {
            embed(stored, wanted, context);
        }
        for (int gone = DELETED_AT_ONCE; gone == DELETED_AT_ONCE;) {
            context.checkCancelled();
            gone = writes.call(() -> descriptors.deleteOthers(stored.id(), wanted, DELETED_AT_ONCE));
        }
        long tiles = descriptors.count(stored.id(), wanted);
        context.progress(tiles, tiles,
                "'%s' answers with model %s: %d tiles".formatted(parameters.gallery(), wanted, tiles));
    }

    private void embed(StoredGallery stored, ModelVersion wanted, JobContext context) {
        GalleryIndex index = indexes.of(stored);
        try {
            Encoder encoder = active(stored, wanted);
            index.prepare(indexes.of(stored, wanted, encoder.dimension()));
            Reindex reindex = new Reindex(stored, index, () -> active(stored, wanted), descriptors, pictures, embedder,
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
}
