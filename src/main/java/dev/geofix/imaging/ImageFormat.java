package dev.geofix.imaging;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** The formats that are taken, told apart by their first bytes and never by a file's name. */
enum ImageFormat {
    JPEG, PNG, WEBP, TIFF;

    private static final String PREFERRED = "com.twelvemonkeys.";

    static {
        ImagePlugins.register();
    }

    /** Null when the bytes are something else. */
    static @Nullable ImageFormat of(byte[] encoded) {
        try {
            FileType type = FileTypeDetector.detectFileType(new ByteArrayInputStream(encoded));
            return switch (type) {
                case Jpeg -> JPEG;
                case Png -> PNG;
                case WebP -> WEBP;
                case Tiff -> TIFF;
                default -> null;
            };
        } catch (IOException e) {
            return null;
        }
    }

    /** A new reader; the caller disposes of it. */
    ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name());
        ImageReader reader = readers.next();
        while (readers.hasNext() && !reader.getClass().getName().startsWith(PREFERRED)) {
            reader = readers.next();
        }
        return reader;
    }

    /** Sides before the orientation is applied; 0 × 0 when the header cannot be read. */
    Dimension storedSize(byte[] encoded) {
        ImageReader reader = reader();
        try (ImageInputStream input = new PatientInput(encoded)) {
            reader.setInput(input, false, true);
            return new Dimension(reader.getWidth(0), reader.getHeight(0));
        } catch (IOException | RuntimeException e) {
            return new Dimension();
        } finally {
            reader.dispose();
        }
    }
}
