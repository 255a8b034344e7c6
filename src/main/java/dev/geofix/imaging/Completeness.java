package dev.geofix.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;

/** Whether all of an image was there. Some readers paint what is missing grey and only warn, or do not notice. */
public final class Completeness {
    private static final int RIFF_PREAMBLE = 8;

    private final AtomicBoolean cut = new AtomicBoolean();

    private Completeness() {}

    public static Completeness watch(ImageReader reader) {
        Completeness completeness = new Completeness();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (tellsOfLoss(warning)) {
                completeness.cut.set(true);
            }
        });
        return completeness;
    }

    /** To be asked after the image has been read. */
    public boolean holds() {
        return !cut.get();
    }

    boolean holds(ImageFormat format, byte[] encoded) {
        return holds() && (format != ImageFormat.WEBP || hasItsWholeRiff(encoded));
    }

    /** Texts of libjpeg and of Java's JPEG reader. Stray bytes before a marker cost no pixel, and some cameras write them. */
    private static boolean tellsOfLoss(String warning) {
        return warning.startsWith("Truncated") || warning.startsWith("Premature end")
                || warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes");
    }

    private static boolean hasItsWholeRiff(byte[] encoded) {
        long declared = Integer.toUnsignedLong(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
        return declared + RIFF_PREAMBLE <= encoded.length;
    }
}
