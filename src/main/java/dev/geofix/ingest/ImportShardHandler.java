package dev.geofix.ingest;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobStoppedException;
import dev.geofix.platform.GeofixSettings;
import java.io.IOException;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Imports one shard of a source, for the import that {@link SplitImport} looks after. Taken again it passes over what it has already put, as an import does. */
@Component
class ImportShardHandler implements JobHandler {
    static final String KIND = "import-shard";

    private final GalleryService galleries;
    private final ImageLimits limits;
    private final GallerySettings settings;
    private final GeofixSettings geofix;
    private final ImportMetrics metrics;
    private final JobService jobs;

    ImportShardHandler(GalleryService galleries, ImageLimits limits, GallerySettings settings, GeofixSettings geofix,
            ImportMetrics metrics, JobService jobs) {
        this.galleries = galleries;
        this.limits = limits;
        this.settings = settings;
        this.geofix = geofix;
        this.metrics = metrics;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isPart() {
        return true;
    }

    @Override
    public void run(Job job, JobContext context) throws Exception {
        ImportShard parameters = ImportShard.of(job);
        Job whole = jobs.get(parameters.parent());
        if (whole.state().isTerminal()) {
            throw new JobStoppedException("the import that it is part of has ended");
        }
        ImportFiles files = new ImportFiles(ImportParameters.of(whole), geofix.sharedFolder(),
                jobs.folder(whole.id()), limits.maxBytes());
        try (ImportBatches batches = new ImportBatches(galleries, new GalleryName(parameters.gallery()),
                settings.importBatch(), context, metrics)) {
            batches.importAll(open(files, parameters), parameters.part(), whole.created());
        }
    }

    /** Shards of different lists of tiles would leave some out. */
    private static TileSource open(ImportFiles files, ImportShard parameters) throws IOException {
        TileSource source = files.openUnpacked();
        OptionalLong now = source.total();
        Long before = parameters.total();
        if (before != null && now.isPresent() && now.getAsLong() != before) {
            source.close();
            throw new UnusableSourceException("The source holds " + now.getAsLong() + " items here, and held " + before
                    + " when the import was split. All instances must see the same files, and they must stay as they "
                    + "are meanwhile. Import again then; what is in the gallery already is passed over.");
        }
        return source;
    }
}
