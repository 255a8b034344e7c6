package dev.geofix.dataset;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.platform.Batch;
import dev.geofix.platform.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;

/** Finds images that cannot be opened, by opening all. */
final class UnreadableImages {
    private UnreadableImages() {}

    /** @return file and reason of each, by file */
    static List<String> among(Collection<Path> files, ImageDecoder decoder, int threads, Progress progress)
            throws IOException {
        Map<Path, String> reasons = new ConcurrentSkipListMap<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Path file : files) {
            tasks.add(() -> {
                try {
                    decoder.decode(Files.readAllBytes(file));
                } catch (ImageRejectedException | IOException e) {
                    reasons.put(file, String.valueOf(e.getMessage()));
                }
                return null;
            });
        }
        Batch.run(tasks, threads, progress);
        return reasons.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).toList();
    }
}
