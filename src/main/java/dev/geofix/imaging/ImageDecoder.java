package dev.geofix.imaging;

import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.geofix.imaging.ImageRejectedException.Reason;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.function.BiFunction;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Encoded bytes from anywhere to an upright, opaque picture of eight bits. Takes JPEG, PNG, WebP and TIFF; of a file with several images
 * the first. Safe for use by many threads.
 */
@Component
public final class ImageDecoder {
    private static final String ACCEPTED = "send a JPEG, PNG, WebP or TIFF image";

    private static final int TAG_DNG_VERSION = 0xC612;

    private final ImageLimits limits;
    private final BiFunction<ImageFormat, byte[], EmbeddedMetadata> reading;

    @Autowired
    public ImageDecoder(ImageLimits limits) {
        this(limits, EmbeddedMetadata::of);
    }

    /** @param reading of what is embedded in an image */
    ImageDecoder(ImageLimits limits, BiFunction<ImageFormat, byte[], EmbeddedMetadata> reading) {
        this.limits = limits;
        this.reading = reading;
    }

    /**
     * @throws ImageRejectedException when the bytes are no image to work with, and no other exception, whatever they are; size is judged
     * by the header, before memory is taken for pixels
     */
    public RgbImage decode(byte[] encoded) {
        ImageFormat format = recognise(encoded);
        return decode(format, encoded, reading.apply(format, encoded).exif());
    }

    /**
     * The same with what the photo says of itself.
     *
     * @throws ImageRejectedException as {@link #decode}
     */
    public Photo photo(byte[] encoded) {
        ImageFormat format = recognise(encoded);
        EmbeddedMetadata embedded = reading.apply(format, encoded);
        RgbImage image = decode(format, encoded, embedded.exif());
        return new Photo(image, PhotoMetadata.of(embedded, image.width(), image.height()));
    }

    private ImageFormat recognise(byte[] encoded) {
        if (encoded.length == 0) {
            throw new ImageRejectedException(Reason.EMPTY, "the image has 0 bytes; " + ACCEPTED);
        }
        if (encoded.length > limits.maxBytes()) {
            throw new ImageRejectedException(Reason.TOO_MANY_BYTES, "the image has " + encoded.length
                    + " bytes, and at most " + limits.maxBytes() + " are taken; send it smaller or more compressed");
        }
        ImageFormat format = ImageFormat.of(encoded);
        if (format == null) {
            throw new ImageRejectedException(Reason.NOT_AN_IMAGE,
                    "this is no image of an accepted format; " + ACCEPTED);
        }
        return format;
    }

    private static boolean isRaw(Metadata exif) {
        ExifIFD0Directory directory = exif.getFirstDirectoryOfType(ExifIFD0Directory.class);
        return directory != null && directory.containsTag(TAG_DNG_VERSION);
    }

    /** Of a TIFF whose samples say how dark a pixel is. */
    private static boolean isWhiteZero(ImageFormat format, Metadata exif) {
        ExifIFD0Directory directory = exif.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer photometric = format != ImageFormat.TIFF || directory == null
                ? null
                : directory.getInteger(ExifDirectoryBase.TAG_PHOTOMETRIC_INTERPRETATION);
        return photometric != null && photometric == 0;
    }

    private RgbImage decode(ImageFormat format, byte[] encoded, Metadata exif) {
        if (isRaw(exif)) {
            throw new ImageRejectedException(Reason.NOT_AN_IMAGE,
                    "this is a camera's raw file (DNG), whose first image is a thumbnail; " + ACCEPTED);
        }
        ImageReader reader = format.reader();
        try (ImageInputStream input = new LimitedImageInput(encoded)) {
            reader.setInput(input, false, true);
            HeaderCheck.admit(reader, limits);
            Completeness completeness = Completeness.watch(reader);
            BufferedImage image = reader.read(0);
            if (!completeness.holds(format, encoded)) {
                throw damaged(format, null);
            }
            return Orientation.of(exif).upright(Flattening.flatten(image, isWhiteZero(format, exif)));
        } catch (ImageRejectedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(format, e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageRejectedException damaged(ImageFormat format, @Nullable Exception cause) {
        return new ImageRejectedException(Reason.TRUNCATED_OR_CORRUPT,
                "the " + format + " image is cut off or damaged; send the whole file again", cause);
    }

    /** Judges an image by its header alone. */
    private static final class HeaderCheck {
        /** Eight bits for each of red, green, blue and alpha. */
        private static final int USUAL_PIXEL_BYTES = 4;

        private HeaderCheck() {}

        /** @throws ImageRejectedException when the first image is larger than the limits, or holds numbers instead of colours */
        static void admit(ImageReader reader, ImageLimits limits) throws IOException {
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width < 1 || height < 1) {
                throw new ImageRejectedException(Reason.TRUNCATED_OR_CORRUPT,
                        "the header tells of " + width + " x " + height + " pixels; send the whole file again");
            }
            boolean tooLong = Math.max(width, height) > limits.maxSide();
            if (tooLong || (long) width * height > limits.maxPixels()) {
                throw new ImageRejectedException(Reason.TOO_LARGE, "the image has " + width + " x " + height
                        + " pixels; scale it to at most " + limits.maxPixels() + " pixels and " + limits.maxSide()
                        + " a side");
            }
            long memory = (long) width * height * pixelBytes(reader);
            long tile = (long) reader.getTileWidth(0) * reader.getTileHeight(0);
            if (memory > USUAL_PIXEL_BYTES * limits.maxPixels() || tile > limits.maxPixels()) {
                throw new ImageRejectedException(Reason.TOO_LARGE, "the image would take " + memory
                        + " bytes of memory; save it with 8 bits a sample, three channels and smaller tiles");
            }
        }

        private static int pixelBytes(ImageReader reader) throws IOException {
            ImageTypeSpecifier type = reader.getRawImageType(0);
            if (type == null) {
                return USUAL_PIXEL_BYTES;
            }
            SampleModel samples = type.getSampleModel();
            int kind = samples.getTransferType();
            if (kind == DataBuffer.TYPE_FLOAT || kind == DataBuffer.TYPE_DOUBLE || kind == DataBuffer.TYPE_SHORT) {
                throw new ImageRejectedException(Reason.NOT_AN_IMAGE,
                        "the samples are measured values, not colours; save the image with 8 bits a sample");
            }
            return samples.getNumDataElements() * DataBuffer.getDataTypeSize(kind) / Byte.SIZE;
        }
    }
}
