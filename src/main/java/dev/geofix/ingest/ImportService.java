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
import dev.geofix.platform.storage.FolderRoots;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Service;

/** Starts imports. */
@Service
public class ImportService {
    private final GalleryService galleries;
    private final ImageLimits limits;
    private final JobService jobs;
    private final Path shared;
    private final FolderRoots roots;

    ImportService(GalleryService galleries, ImageLimits limits, JobService jobs, ImportSettings settings,
            GeofixSettings geofix) {
        this.galleries = galleries;
        this.limits = limits;
        this.jobs = jobs;
        shared = geofix.sharedFolder();
        roots = FolderRoots.of(settings.importRoots(), shared.resolve("imports"));
    }

    /**
     * Checks what concerns the whole import, then submits the job.
     *
     * @throws UserException when there is no such source
     * @throws UnusableSourceException when it cannot be imported
     */
    public Job start(GalleryName gallery, SourceOptions options) {
        return jobs.submit(ImportHandler.KIND, check(gallery, options));
    }

    /** As {@link #start}, for a folder or file of the service's own, wherever it lies. */
    public Job startTrusted(GalleryName gallery, Path source, SourceOptions options) {
        return jobs.submit(ImportHandler.KIND, ImportParameters.of(gallery, false,
                source.toAbsolutePath().normalize(), options));
    }

    /** The parameters of the job that does it. */
    ImportParameters check(GalleryName gallery, SourceOptions options) {
        galleries.checkModel(gallery);
        if (options.source() == null) {
            throw new UserException("Say which folder or file to import: {\"source\": \"town\"}");
        }
        Path source = find(options.source());
        check(source, options);
        return ImportParameters.of(gallery, false, source, options);
    }

    /** @param file of the job's own once the job is there */
    ImportParameters checkUpload(GalleryName gallery, Path file, SourceOptions options) {
        check(file, options);
        return ImportParameters.of(gallery, true, shared.relativize(file), options);
    }

    /** The real path of a folder or file, absolute or relative to one of the roots; what a link leads out of them is not there. */
    private Path find(String source) {
        return roots.folder(source).or(() -> roots.file(source)).orElseThrow(() -> new UserException(
                "There is no folder or file '" + source + "' below the folders that imports may read, "
                        + "imports of the data folder or geofix.gallery.import-roots. Put it there, or add its parent to "
                        + "that setting and start again."));
    }

    private void check(Path source, SourceOptions options) {
        try {
            if (Archive.is(source)) {
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
