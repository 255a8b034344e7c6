package dev.geofix.gallery;

import dev.geofix.image.ImageLimits;
import dev.geofix.job.Job;
import dev.geofix.job.JobContext;
import dev.geofix.job.JobHandler;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports the images that a manifest lists. An import that was interrupted begins again with the first row and passes what it has
 * already put without embedding it.
 */
@Component
class ImportHandler implements JobHandler {
    static final String KIND = "import";

    private final GalleryService galleries;
    private final ImageLimits limits;
    private final GallerySettings settings;
    private final JsonMapper json;
    private final MeterRegistry meters;

    ImportHandler(GalleryService galleries, ImageLimits limits, GallerySettings settings, JsonMapper json,
            MeterRegistry meters) {
        this.galleries = galleries;
        this.limits = limits;
        this.settings = settings;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, JobContext context) throws Exception {
        ImportParameters parameters = json.convertValue(job.parameters(), ImportParameters.class);
        Path folder = Path.of(parameters.folder());
        if (!Files.isDirectory(folder)) {
            throw new InvalidRequestException("The folder " + folder + " has gone. Put it back and import again; "
                    + "what is in the gallery already is passed over.");
        }
        Path manifest = folder.resolve(parameters.manifest());
        ImportBatches batches = new ImportBatches(galleries, new GalleryName(parameters.gallery()),
                settings.importBatch(), context, Manifest.count(manifest), meters);
        new Import(folder.toRealPath(), manifest, limits.maxBytes()).run(batches);
    }
}
