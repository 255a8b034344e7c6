package dev.geofix.ingest;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.ingest.archive.Archive;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Service;

/** Starts imports. */
@Service
public class ImportService {
    private final GalleryService galleries;
    private final ImportRoots places;
    private final ImageLimits limits;
    private final JobService jobs;
    private final GeofixSettings settings;

    ImportService(GalleryService galleries, ImportRoots places, ImageLimits limits, JobService jobs,
            GeofixSettings settings) {
        this.galleries = galleries;
        this.settings = settings;
        this.places = places;
        this.limits = limits;
        this.jobs = jobs;
    }

    /**
     * Checks what concerns the whole import, then submits the job.
     *
     * @throws UserException when there is no such source
     * @throws UnusableSourceException when it cannot be imported
     */
    public Job start(GalleryName gallery, ImportRequest request) {
        return jobs.submit(ImportHandler.KIND, check(gallery, request));
    }

    /** As {@link #start}, for a folder or file of the service's own, wherever it lies. */
    public Job startTrusted(GalleryName gallery, Path source, SourceOptions options) {
        return jobs.submit(ImportHandler.KIND,
                ImportParameters.of(gallery, source.toAbsolutePath().normalize(), false, options));
    }

    /** The parameters of the job that does it. */
    ImportParameters check(GalleryName gallery, ImportRequest request) {
        galleries.checkModel(gallery);
        String source = request.source();
        if (source == null || source.isBlank()) {
            throw new UserException("Say which folder or file to import: {\"source\": \"town\"}");
        }
        Path place = places.resolve(source);
        check(place, request.options());
        return ImportParameters.of(gallery, place, false, request.options());
    }

    /** @param file of the job's own once the job is there */
    ImportParameters checkUpload(GalleryName gallery, Path file, SourceOptions options) {
        check(file, options);
        return ImportParameters.of(gallery, settings.data().relativize(file), true, options);
    }

    private void check(Path source, SourceOptions options) {
        try {
            if (Files.isRegularFile(source) && Archive.is(source)) {
                Archive.check(source);
            } else {
                Sources.open(source, options, limits.maxBytes()).close();
            }
        } catch (IOException e) {
            throw new UnusableSourceException(source.getFileName() + " cannot be read (" + e
                    + "). Make it readable for the service.", e);
        }
    }
}
