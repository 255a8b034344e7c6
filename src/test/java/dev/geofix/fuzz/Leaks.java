package dev.geofix.fuzz;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param files open file descriptors
 * @param tensors of the engine, in native memory
 * @param temporary files of requests
 * @param heap bytes in use after a garbage collection
 */
record Leaks(int threads, long files, int tensors, List<Path> temporary, long heap) {
    /** @param folders that hold nothing while nothing is under way */
    static Leaks now(List<Path> folders) throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        try (NDManager manager = NDManager.newBaseManager(); Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return new Leaks(Thread.getAllStackTraces().size(), open.count(),
                    manager.getParentManager().getManagedArrays().size(), left(folders), heap);
        }
    }

    private static List<Path> left(List<Path> folders) throws IOException {
        List<Path> left = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> all = Files.walk(folder)) {
                    all.filter(Files::isRegularFile).forEach(left::add);
                }
            }
        }
        return left;
    }
}
