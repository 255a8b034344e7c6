package dev.geofix.gallery;

import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.JobService;
import org.springframework.stereotype.Component;

/** Which encoder a gallery answers with: the active one, or the one before for as long as a reindex to the active one is queued or under way. */
@Component
class GalleryEncoders {
    private final ModelRegistry models;
    private final JobService jobs;

    GalleryEncoders(ModelRegistry models, JobService jobs) {
        this.models = models;
        this.jobs = jobs;
    }

    /**
     * @param model that made the descriptors which answer
     * @throws ModelMismatchException when another model is active and no reindex under way
     */
    Encoder of(StoredGallery stored, ModelVersion model) {
        Encoder active = models.active();
        if (active.version().equals(model)) {
            return active;
        }
        if (jobs.unfinished(ReindexParameters.KIND).stream().map(ReindexParameters::of)
                .anyMatch(job -> job.galleryId() == stored.id() && job.model().equals(active.version().value()))) {
            return models.standby(model);
        }
        throw new ModelMismatchException(stored.gallery().name(), model, active.version());
    }
}
