package dev.geofix.ingest;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.jobs.JobStoppedException;
import dev.geofix.platform.GeofixSettings;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

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
    private final JsonMapper json;
    private final ImportMetrics metrics;

    ImportHandler(GalleryService galleries, ImageLimits limits, GallerySettings gallerySettings,
            ImportSettings settings, GeofixSettings geofix,
            JsonMapper json, ImportMetrics metrics) {
        this.galleries = galleries;
        this.geofix = geofix;
        this.limits = limits;
        this.gallerySettings = gallerySettings;
        this.settings = settings;
        this.json = json;
        this.metrics = metrics;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, JobContext context) throws Exception {
        ImportParameters parameters = parameters(job);
        ImportFiles files = new ImportFiles(parameters, context, settings.unpackLimits(), geofix.data());
        boolean again = false;
        try (ImportBatches batches = new ImportBatches(galleries, new GalleryName(parameters.gallery()),
                gallerySettings.importBatch(), context, metrics)) {
            batches.importAll(files.open(limits.maxBytes()), job.created());
        } catch (JobStoppedException e) {
            again = !context.isCancelled();
            throw e;
        } finally {
            if (!again) {
                files.delete();
            }
        }
    }

    @Override
    public void abandon(Job job, JobContext context) throws IOException {
        new ImportFiles(parameters(job), context, settings.unpackLimits(), geofix.data()).delete();
    }

    private ImportParameters parameters(Job job) {
        return json.convertValue(job.parameters(), ImportParameters.class);
    }
}
