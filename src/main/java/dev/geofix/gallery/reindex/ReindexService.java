package dev.geofix.gallery.reindex;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.ReindexParameters;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.platform.UserException;
import org.springframework.stereotype.Service;

/** Starts reindexing. */
@Service
public class ReindexService {
    private final GalleryStore galleries;
    private final ModelRegistry models;
    private final JobService jobs;

    ReindexService(GalleryStore galleries, ModelRegistry models, JobService jobs) {
        this.galleries = galleries;
        this.models = models;
        this.jobs = jobs;
    }

    /**
     * Submits a job that embeds the gallery by the active model; one at a time, so asking again finds the job that is under way.
     *
     * @throws UserException when it is embedded by that model already
     */
    public synchronized Job start(GalleryName name) {
        StoredGallery stored = galleries.find(name).orElseThrow(() -> new UnknownGalleryException(name));
        ModelVersion active = models.active().version();
        if (active.equals(stored.gallery().model())) {
            throw new UserException("Gallery '" + name + "' is embedded by the active model " + active
                    + " already. To change to another model, activate that first: POST /api/v1/models/{version}/activate.");
        }
        ReindexParameters wanted = new ReindexParameters(name.value(), stored.id(), active.value());
        return jobs.unfinished(ReindexParameters.KIND).stream().filter(job -> ReindexParameters.of(job).equals(wanted))
                .findFirst().orElseGet(() -> jobs.submit(ReindexParameters.KIND, wanted));
    }
}
