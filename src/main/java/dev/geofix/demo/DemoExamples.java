package dev.geofix.demo;

import dev.geofix.platform.Progress;
import dev.geofix.platform.storage.DurableFiles;
import dev.geofix.simulator.DatasetWriter;
import dev.geofix.simulator.GalleryWriter;
import dev.geofix.simulator.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** A made-up town, as an example of what an import reads, and of what a training learns from. */
@Component
class DemoExamples {
    private static final int PHOTOS = 5;

    private final DemoSettings settings;

    DemoExamples(DemoSettings settings) {
        this.settings = settings;
    }

    /** Writes what is not there. Photos are answered meanwhile, so half of the cores are left to them. */
    void write(Path town, Path dataset) throws IOException {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        if (!Files.exists(town.resolve("manifest.csv"))) {
            GalleryWriter.Plan plan = new GalleryWriter.Plan(settings.seed(), Town.OPEN_SEA, settings.side(),
                    settings.side(), 140,
                    100, 280, PHOTOS, 1024);
            new GalleryWriter(plan).write(town, threads, Progress.NONE);
        }
        DemoDataset.write(settings.seed(), dataset, threads);
    }

    /** Six places of the made-up town in the layout of University-1652: enough to see a training run, not to learn anything. */
    private static final class DemoDataset {
        private DemoDataset() {}

        /** Does nothing when it is there. */
        static void write(long seed, Path folder, int threads) throws IOException {
            if (Files.exists(folder)) {
                return;
            }
            Path aside = folder.resolveSibling(folder.getFileName() + ".part");
            FileSystemUtils.deleteRecursively(aside);
            new DatasetWriter(new DatasetWriter.Plan(seed, 6, 2, 128, 140)).writeUniversity(aside, threads,
                    Progress.NONE);
            DurableFiles.moveFolder(aside, folder);
        }
    }
}
