package dev.geofix.demo;

import dev.geofix.platform.Progress;
import dev.geofix.simulator.DatasetPlan;
import dev.geofix.simulator.DatasetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.util.FileSystemUtils;

/** Six places of the made-up town in the layout of University-1652: enough to see a training run, not to learn anything. */
final class DemoDataset {
    private DemoDataset() {}

    /** Does nothing when it is there. */
    static void write(long seed, Path folder, int threads) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path aside = folder.resolveSibling(folder.getFileName() + ".part");
        FileSystemUtils.deleteRecursively(aside);
        new DatasetWriter(new DatasetPlan(seed, 6, 2, 128, 140)).writeUniversity(aside, threads, Progress.NONE);
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
