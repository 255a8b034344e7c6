package dev.geofix.ingest;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.ingest.archive.Archive;
import dev.geofix.ingest.archive.UnpackLimits;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.jobs.JobStoppedException;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.storage.DatabaseAwayException;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Imports what a source holds. An import that was interrupted begins again with the first tile and passes what it has already put
 * without embedding it; what was deleted since it was asked for stays deleted.
 */
@Component
class ImportHandler implements JobHandler {
    static final String KIND = "import";

    private final GalleryService galleries;
    private final ImageLimits limits;
    private final GallerySettings gallerySettings;
    private final ImportSettings settings;
    private final GeofixSettings geofix;
    private final ImportMetrics metrics;

    ImportHandler(GalleryService galleries, ImageLimits limits, GallerySettings gallerySettings,
            ImportSettings settings, GeofixSettings geofix, ImportMetrics metrics) {
        this.galleries = galleries;
        this.geofix = geofix;
        this.limits = limits;
        this.gallerySettings = gallerySettings;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean needsOwnDataFolder() {
        return geofix.isGalleryLocal();
    }

    @Override
    public void run(Job job, JobContext context) throws Exception {
        ImportParameters parameters = ImportParameters.of(job);
        ImportFiles files = new ImportFiles(parameters, context, settings.unpackLimits(), geofix.sharedFolder());
        boolean again = false;
        try (ImportBatches batches = new ImportBatches(galleries, new GalleryName(parameters.gallery()),
                gallerySettings.importBatch(), context, metrics)) {
            batches.importAll(files.open(limits.maxBytes()), job.created());
        } catch (JobStoppedException e) {
            again = !context.isCancelled();
            throw e;
        } catch (DatabaseAwayException e) {
            again = true;
            throw e;
        } finally {
            if (!again && !context.isTakenOver()) {
                files.delete();
            }
        }
    }

    @Override
    public void abandon(Job job, JobContext context) throws IOException {
        new ImportFiles(ImportParameters.of(job), context, settings.unpackLimits(), geofix.sharedFolder()).delete();
    }

    /**
     * What an import reads, and what it has of its own on the disk: the upload, and the unpacked files of an archive. A resumed job unpacks again,
     * since nobody knows how much of the files reached the disk before.
     */
    private static final class ImportFiles {
        private final ImportParameters parameters;
        private final JobContext context;
        private final UnpackLimits limits;
        private final Path source;
        private final Path uploads;
        private final Path unpacked;

        /** @param shared folder of uploads */
        ImportFiles(ImportParameters parameters, JobContext context, UnpackLimits limits, Path shared) {
            this.parameters = parameters;
            this.context = context;
            this.limits = limits;
            source = parameters.source(shared);
            uploads = shared.resolve(ImportUploads.FOLDER);
            unpacked = context.folder().resolve("unpacked");
        }

        TileSource open(long maxImageBytes) throws IOException {
            if (!Files.exists(source)) {
                throw new UserException(parameters.uploaded()
                        ? "The file that was sent has gone. Send it again; what is in the gallery already is passed over."
                        : source + " has gone. Put it back and import again; "
                                + "what is in the gallery already is passed over.");
            }
            if (!Archive.is(source)) {
                return Sources.open(source, parameters.options(), maxImageBytes);
            }
            FileSystemUtils.deleteRecursively(unpacked);
            Archive.unpack(source, unpacked, limits, new Unpacking());
            return Sources.openUnpacked(unpacked, parameters.options(), maxImageBytes);
        }

        void delete() throws IOException {
            FileSystemUtils.deleteRecursively(unpacked);
            // A data folder that was copied may name the uploads of the one before.
            if (parameters.uploaded() && source.startsWith(uploads)) {
                FileSystemUtils.deleteRecursively(source.getParent());
            }
        }

        private final class Unpacking implements Archive.Listener {
            @Override
            public void unpacking(long entries, long bytes) {
                context.checkCancelled();
                context.progress(0, null, "unpacking: %d files, %d MB".formatted(entries, bytes >> 20));
            }

            @Override
            public void refuse(String item, String reason) {
                context.checkCancelled();
                context.refuse(item, reason);
            }
        }
    }
}
