package dev.geofix.training;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads pictures of a place; one that cannot be read is reported once and the place's next one stands in for it. */
final class ReadablePictures {
    private final ImageDecoder decoder;
    private final Consumer<String> unreadable;
    private final Set<Path> reported = ConcurrentHashMap.newKeySet();

    ReadablePictures(ImageDecoder decoder, Consumer<String> unreadable) {
        this.decoder = decoder;
        this.unreadable = unreadable;
    }

    /** The file at that index, or the first readable one after it, round the list; null when there is none. */
    @Nullable
    RgbImage read(List<Path> files, int index) {
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get((index + i) % files.size());
            try {
                return decoder.decode(Files.readAllBytes(file));
            } catch (IOException | ImageRejectedException e) {
                if (reported.add(file)) {
                    unreadable.accept("left out " + file + ": " + e.getMessage());
                }
            }
        }
        return null;
    }
}
