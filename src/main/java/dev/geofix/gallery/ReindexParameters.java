package dev.geofix.gallery;

import dev.geofix.job.Job;

/**
 * Parameters of a reindex job.
 *
 * @param galleryId of the gallery, since another may get its name
 * @param model that embeds it
 */
record ReindexParameters(String gallery, long galleryId, String model) {
    static ReindexParameters of(Job job) {
        return new ReindexParameters(String.valueOf(job.parameters().get("gallery")),
                ((Number) job.parameters().getOrDefault("galleryId", 0)).longValue(),
                String.valueOf(job.parameters().get("model")));
    }
}
