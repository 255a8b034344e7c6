package dev.geofix.gallery.reindex;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.JobGallery;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileFeatures;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.platform.UserException;
import org.springframework.stereotype.Service;

/** Starts the finding of local features for tiles that were stored without. */
@Service
public class FeatureBackfillService {
    private final GalleryStore galleries;
    private final TileFeatures features;
    private final JobService jobs;

    FeatureBackfillService(GalleryStore galleries, TileFeatures features, JobService jobs) {
        this.galleries = galleries;
        this.features = features;
        this.jobs = jobs;
    }

    /**
     * Submits a job that does it; one at a time, so asking again finds the job that is under way.
     *
     * @throws UserException when every tile has local features, or the gallery's tiles are to have none
     */
    public synchronized Job start(GalleryName name) {
        StoredGallery stored = galleries.find(name).orElseThrow(() -> new UnknownGalleryException(name));
        features.check(stored.gallery());
        if (stored.gallery().tilesWithFeatures() >= stored.gallery().tiles()) {
            throw new UserException("All " + stored.gallery().tiles() + " tiles of gallery '" + name
                    + "' have local features already.");
        }
        JobGallery wanted = JobGallery.of(stored);
        return jobs.unfinished(FeatureBackfillHandler.KIND).stream().filter(job -> JobGallery.of(job).equals(wanted))
                .findFirst().orElseGet(() -> jobs.submit(FeatureBackfillHandler.KIND, wanted));
    }
}
