package dev.geofix.gallery;

import dev.geofix.jobs.Job;

/**
 * Parameters of a reindex job.
 *
 * @param galleryId of the gallery, since another may get its name
 * @param model that embeds it
 */
public record ReindexParameters(String gallery, long galleryId, String model) {
    /** Of these jobs: while one is under way, the gallery answers with the model before. */
    public static final String KIND = "reindex";

    public static ReindexParameters of(Job job) {
        JobGallery about = JobGallery.of(job);
        return new ReindexParameters(about.gallery(), about.galleryId(), String.valueOf(job.parameters().get("model")));
    }
}
