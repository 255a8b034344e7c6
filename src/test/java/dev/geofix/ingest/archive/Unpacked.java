package dev.geofix.ingest.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that came out of an archive, and the reasons of what was refused, by entry. */
record Unpacked(List<String> files, Map<String, String> refused) {
    static final UnpackLimits GENEROUS = new UnpackLimits(1L << 40, 10_000_000, 1000, 0);

    static Unpacked of(Path archive, Path folder, UnpackLimits limits) throws IOException {
        Map<String, String> refused = new LinkedHashMap<>();
        Archive.unpack(archive, folder, limits, new Archive.Listener() {
            @Override
            public void unpacking(long entries, long bytes) {}

            @Override
            public void refuse(String item, String reason) {
                refused.put(item, reason);
            }
        });
        try (Stream<Path> all = Files.walk(folder)) {
            return new Unpacked(all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString())
                    .sorted().toList(), refused);
        }
    }
}
