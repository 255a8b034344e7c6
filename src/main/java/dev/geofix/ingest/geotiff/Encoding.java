package dev.geofix.ingest.geotiff;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the samples of an image are written.
 *
 * @param samples a pixel
 * @param bits a sample: 1, 2, 4, 8 or 16, unsigned
 * @param planar whether each sample has blocks of its own
 * @param subsampling of the colour differences, both directions; of JPEG only
 * @param jpegTables what the blocks of JPEG have in common
 */
record Encoding(int compression, int predictor, int fillOrder, int photometric, int samples, int bits, boolean planar,
        int[] subsampling, byte @Nullable [] jpegTables) {
    static final int NONE = 1;
    static final int JPEG = 7;

    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int MASK = 4;
    static final int YCBCR = 6;

    private static final int MOST_SAMPLES = 64;

    private static final Map<Integer, String> COMPRESSIONS = Map.ofEntries(Map.entry(2, "CCITT RLE"),
            Map.entry(3, "CCITT fax 3"), Map.entry(4, "CCITT fax 4"), Map.entry(6, "old-style JPEG"),
            Map.entry(34_712, "JPEG 2000"), Map.entry(34_887, "LERC"), Map.entry(34_925, "LZMA"),
            Map.entry(50_000, "ZSTD"), Map.entry(50_001, "WebP"), Map.entry(50_002, "JPEG XL"));

    /** @throws dev.geofix.ingest.source.UnusableSourceException when it is written in a way that is not read here */
    static Encoding of(TiffDirectory image) throws IOException {
        int samples = (int) image.number(Tag.SAMPLES, 1);
        long[] subsampling = image.numbers(Tag.YCBCR_SUBSAMPLING);
        Encoding encoding = new Encoding((int) image.number(Tag.COMPRESSION, NONE),
                (int) image.number(Tag.PREDICTOR, 1), (int) image.number(Tag.FILL_ORDER, 1),
                (int) image.number(Tag.PHOTOMETRIC, samples < 3 ? BLACK_IS_ZERO : RGB), samples,
                (int) image.number(Tag.BITS, 1), samples > 1 && image.number(Tag.PLANAR, 1) == 2,
                subsampling == null || subsampling.length < 2
                        ? new int[]{2, 2}
                        : new int[]{(int) subsampling[0], (int) subsampling[1]},
                image.bytes(Tag.JPEG_TABLES));
        encoding.check(image);
        return encoding;
    }

    /** Samples in a block. */
    int together() {
        return planar ? 1 : samples;
    }

    /** Bytes of a decoded block; its rows begin at whole bytes. */
    long size(long width, long height) {
        return (width * together() * bits + 7) / 8 * height;
    }

    private void check(TiffDirectory image) throws IOException {
        boolean known = switch (compression) {
            case NONE, 5, JPEG, 8, 32_946, 32_773 -> true;
            default -> false;
        };
        String name = image.file().name();
        if (!known) {
            throw image.file().unusable("is compressed with "
                    + COMPRESSIONS.getOrDefault(compression, "a method numbered " + compression)
                    + ", which is not read here. Write it again: gdal_translate -co COMPRESS=DEFLATE -co TILED=YES "
                    + name + " out.tif.");
        }
        if (image.number(Tag.SAMPLE_FORMAT, 1) != 1 && image.number(Tag.SAMPLE_FORMAT, 1) != 4) {
            throw image.file().unusable("holds measured values (signed or floating-point numbers), not colours. Scale "
                    + "them: gdal_translate -ot Byte -scale " + name + " out.tif.");
        }
        long[] all = image.numbers(Tag.BITS);
        boolean whole = bits == 8 || bits == 16 || samples == 1 && (bits == 1 || bits == 2 || bits == 4);
        if (!whole || samples < 1 || samples > MOST_SAMPLES
                || all != null && Arrays.stream(all).anyMatch(each -> each != bits)) {
            throw image.file().unusable("has " + samples + " samples of " + bits
                    + " bits a pixel, and 1 to " + MOST_SAMPLES
                    + " of 8 or 16 bits are read. Write it again: gdal_translate -ot Byte -scale " + name
                    + " out.tif.");
        }
        boolean differences = photometric == YCBCR && (compression != JPEG || samples != 3 || planar || bits != 8);
        if (photometric < WHITE_IS_ZERO || differences || photometric > MASK && photometric != YCBCR
                || photometric == PALETTE && (samples > 2 || bits > 8)) {
            throw image.file().unusable("has its colours in a way (photometric interpretation " + photometric
                    + ") that is not read here. Turn them into red, green and blue: gdal_translate -co "
                    + "PHOTOMETRIC=RGB " + name + " out.tif.");
        }
        if (predictor < 1 || predictor > 2 || predictor == 2 && bits < 8 || fillOrder < 1 || fillOrder > 2) {
            throw image.file().unusable("has its samples in an order (predictor " + predictor + ", fill order "
                    + fillOrder + ") that is not read here. Write it again: gdal_translate -co COMPRESS=DEFLATE "
                    + name + " out.tif.");
        }
    }
}
