package dev.geofix.evaluation;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture that is read when it is needed.
 *
 * @param name its file, so that a reader of a report finds it
 * @param title short, to stand under it
 */
record Picture(String name, String title, Loader loader) {
    /** Reads a picture as a square. */
    @FunctionalInterface
    interface Loader {
        /** @param size pixels a side */
        RgbImage load(int size) throws IOException;
    }

    /** The whole picture, squeezed to a square. */
    static Picture of(Path file, String title, ImageDecoder decoder) {
        return new Picture(file.toString(), title,
                size -> Resize.bicubic(decoder.decode(Files.readAllBytes(file)), size, size));
    }

    /** A file's name without its ending. */
    static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    RgbImage load(int size) throws IOException {
        return loader.load(size);
    }
}
