package dev.geofix.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a job about one gallery.
 *
 * @param galleryId of the gallery, since another may get its name
 * @param model that embeds it; null of a job that embeds nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GalleryJob(String gallery, long galleryId, @Nullable String model) {
    /** Kind of the jobs that embed a gallery anew: while one is under way, the gallery answers with the model before. */
    public static final String REINDEX = "reindex";

    public static GalleryJob of(Job job) {
        Object model = job.parameters().get("model");
        return new GalleryJob(String.valueOf(job.parameters().get("gallery")),
                ((Number) job.parameters().getOrDefault("galleryId", 0)).longValue(),
                model == null ? null : model.toString());
    }

    /** About all of its tiles. */
    public static GalleryJob of(StoredGallery stored) {
        return new GalleryJob(stored.gallery().name().value(), stored.id(), null);
    }

    public static GalleryJob reindex(StoredGallery stored, ModelVersion model) {
        return new GalleryJob(stored.gallery().name().value(), stored.id(), model.value());
    }

    /** @throws UnknownGalleryException when it has gone */
    public StoredGallery in(GalleryStore galleries) {
        GalleryName name = new GalleryName(gallery);
        return galleries.find(name).filter(now -> now.id() == galleryId)
                .orElseThrow(() -> new UnknownGalleryException(name));
    }
}
