package dev.geofix.gallery;

import dev.geofix.jobs.Job;

/**
 * The gallery that a job is about, as its parameters name it.
 *
 * @param galleryId of the gallery, since another may get its name
 */
public record JobGallery(String gallery, long galleryId) {
    public static JobGallery of(StoredGallery stored) {
        return new JobGallery(stored.gallery().name().value(), stored.id());
    }

    public static JobGallery of(Job job) {
        return new JobGallery(String.valueOf(job.parameters().get("gallery")),
                ((Number) job.parameters().getOrDefault("galleryId", 0)).longValue());
    }

    /** @throws UnknownGalleryException when it has gone */
    public StoredGallery in(GalleryStore galleries) {
        GalleryName name = new GalleryName(gallery);
        return galleries.find(name).filter(now -> now.id() == galleryId)
                .orElseThrow(() -> new UnknownGalleryException(name));
    }
}
