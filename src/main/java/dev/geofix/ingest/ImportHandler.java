package dev.geofix.ingest;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.ingest.source.Shard;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.jobs.JobParts;
import dev.geofix.jobs.JobStoppedException;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.storage.DatabaseAwayException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Imports what a source holds. An import that was interrupted begins again with the first tile and passes what it has already put
 * without embedding it; what was deleted since it was asked for stays deleted.
 */
@Component
class ImportHandler implements JobHandler {
    static final String KIND = "import";

    private final GalleryService galleries;
    private final ImageLimits limits;
    private final GallerySettings gallerySettings;
    private final ImportSettings settings;
    private final GeofixSettings geofix;
    private final ImportMetrics metrics;
    private final JobParts parts;
    private final boolean isSplit;

    ImportHandler(GalleryService galleries, ImageLimits limits, GallerySettings gallerySettings,
            ImportSettings settings, GeofixSettings geofix, ImportMetrics metrics, JobParts parts,
            OperationsDatabase database) {
        this.galleries = galleries;
        this.geofix = geofix;
        this.limits = limits;
        this.gallerySettings = gallerySettings;
        this.settings = settings;
        this.metrics = metrics;
        this.parts = parts;
        isSplit = !geofix.isGalleryLocal() && database.isShared();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean needsOwnDataFolder() {
        return geofix.isGalleryLocal();
    }

    /** Where several instances share jobs and galleries the tiles are put by its shards, which need the places. */
    @Override
    public Lane lane() {
        return isSplit ? Lane.COORDINATION : Lane.SERVICE;
    }

    @Override
    public void run(Job job, JobContext context) throws Exception {
        ImportFiles files = files(job, context);
        SplitImport split = isSplit ? new SplitImport(job, context, parts) : null;
        boolean again = false;
        try {
            if (split == null) {
                importWhole(job, context, files);
            } else {
                split.run(files, settings);
            }
        } catch (JobStoppedException e) {
            again = !context.isCancelled();
            throw e;
        } catch (DatabaseAwayException e) {
            again = true;
            throw e;
        } finally {
            if (!again && !context.isTakenOver()) {
                end(split, files);
            }
        }
    }

    private void importWhole(Job job, JobContext context, ImportFiles files) throws IOException {
        try (ImportBatches batches = new ImportBatches(galleries,
                new GalleryName(ImportParameters.of(job).gallery()), gallerySettings.importBatch(), context,
                metrics)) {
            batches.importAll(files.open(settings.unpackLimits(), context), Shard.WHOLE, job.created());
        }
    }

    @Override
    public void abandon(Job job, JobContext context) throws IOException {
        end(isSplit ? new SplitImport(job, context, parts) : null, files(job, context));
    }

    private ImportFiles files(Job job, JobContext context) {
        return new ImportFiles(ImportParameters.of(job), geofix.sharedFolder(), context.folder(), limits.maxBytes());
    }

    private static void end(@Nullable SplitImport split, ImportFiles files) throws IOException {
        if (split == null || split.end()) {
            files.delete();
        }
    }
}
