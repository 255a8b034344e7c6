package dev.geofix.gallery;

import dev.geofix.job.Job;
import dev.geofix.job.JobService;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Starts imports. */
@Service
public class ImportService {
    private final GalleryService galleries;
    private final ImportFolders folders;
    private final JobService jobs;

    ImportService(GalleryService galleries, ImportFolders folders, JobService jobs) {
        this.galleries = galleries;
        this.folders = folders;
        this.jobs = jobs;
    }

    /**
     * Checks what concerns the whole import, then submits the job.
     *
     * @throws InvalidRequestException when the folder or the manifest is unusable
     */
    public Job start(GalleryName gallery, ImportRequest request) {
        galleries.checkModel(gallery);
        String named = request.folder();
        if (isBlank(named)) {
            throw new InvalidRequestException(
                    "Say which folder to import: {\"folder\": \"town\", \"manifest\": \"manifest.csv\"}");
        }
        Path folder = folders.resolve(named);
        Path manifest = folders.manifest(folder, request.manifestName());
        Manifest.count(manifest);
        return submit(gallery, folder, manifest);
    }

    /** As {@link #start}, for a folder of the service's own, wherever it lies. */
    public Job startTrusted(GalleryName gallery, Path folder) {
        return submit(gallery, folder.toAbsolutePath().normalize(), folder.resolve(ImportRequest.DEFAULT_MANIFEST));
    }

    private Job submit(GalleryName gallery, Path folder, Path manifest) {
        return jobs.submit(ImportHandler.KIND, new ImportParameters(gallery.value(), folder.toString(),
                folder.relativize(manifest.toAbsolutePath().normalize()).toString()));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
