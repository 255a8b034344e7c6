package dev.geofix.imaging;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** The formats that are taken, told apart by their first bytes and never by a file's name. */
public enum ImageFormat {
    JPEG, PNG, WEBP, TIFF;

    private static final String PREFERRED = "com.twelvemonkeys.";

    static {
        // Whoever touched ImageIO first may have done so with a class loader that does not see the plugins of the jar.
        IIORegistry.getDefaultInstance().registerServiceProviders(
                ServiceLoader.load(ImageReaderSpi.class, ImageFormat.class.getClassLoader()).iterator());
        ImageIO.setUseCache(false);
    }

    /** Makes the readers of the jar known to {@link ImageIO}, once. */
    public static void registerReaders() {
        // They have been when this is called.
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
        try (ImageInputStream input = new LimitedImageInput(encoded)) {
            reader.setInput(input, false, true);
            return new Dimension(reader.getWidth(0), reader.getHeight(0));
        } catch (IOException | RuntimeException e) {
            return new Dimension();
        } finally {
            reader.dispose();
        }
    }

    /**
     * What an encoded image says of itself before it is decoded.
     *
     * @param mediaType such as image/jpeg
     * @param size sides in pixels before the orientation is applied
     */
    public record Header(String mediaType, Dimension size) {
        /** Empty when the bytes are no image of an accepted format, or its header is damaged. */
        public static Optional<Header> of(byte[] encoded) {
            ImageFormat format = ImageFormat.of(encoded);
            Dimension size = format == null ? new Dimension() : format.storedSize(encoded);
            return format == null || size.width < 1 || size.height < 1
                    ? Optional.empty()
                    : Optional.of(new Header("image/" + format.name().toLowerCase(Locale.ROOT), size));
        }
    }
}
