package dev.geofix.imaging;

import dev.geofix.imaging.ImageRejectedException.Reason;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/** Judges an image by its header alone. */
final class HeaderCheck {
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
