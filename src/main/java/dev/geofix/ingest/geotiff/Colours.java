package dev.geofix.ingest.geotiff;

import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns samples into colours of eight bits, as {@code 0xAARRGGBB}; 0 where there are no data: where alpha is nought or all colours have the
 * value that the file declares for no data.
 *
 * @param nodata −1 where none is declared
 * @param shift what is cut off the samples to leave eight bits, unless they have fewer
 * @param palette colours by sample value
 */
record Colours(Bands bands, int bits, boolean inverted, int nodata, int shift, int @Nullable [] palette) {
    static final int OPAQUE = 0xff000000;

    /**
     * @param declaring the image that tells what means no data, and the order of the bands
     * @param image the same or an overview of it
     */
    static Colours of(TiffDirectory declaring, TiffDirectory image, Encoding encoding) throws IOException {
        boolean mask = encoding.photometric() == Encoding.MASK;
        return new Colours(Bands.of(image, declaring.text(Tag.GDAL_METADATA), encoding), encoding.bits(),
                encoding.photometric() == Encoding.WHITE_IS_ZERO,
                mask ? 0 : nodata(declaring.text(Tag.GDAL_NODATA)), Math.max(0, encoding.bits() - 8),
                encoding.photometric() == Encoding.PALETTE ? palette(image, encoding.bits()) : null);
    }

    /** The same for samples that use fewer bits than they have. */
    Colours withShift(int other) {
        return new Colours(bands, bits, inverted, nodata, other, palette);
    }

    /** Not a whole number within the samples' range: no sample has it. */
    private static int nodata(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value <= 0xffff && value == Math.rint(value) ? (int) value : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static int[] palette(TiffDirectory image, int bits) throws IOException {
        long[] map = image.numbers(Tag.COLOR_MAP);
        int size = 1 << bits;
        if (map == null || map.length < 3 * size) {
            throw image.file().unusable("has numbers for colours and no list of the colours. Write it again: "
                    + "gdal_translate -expand rgb " + image.file().name() + " out.tif.");
        }
        // Some programs write eight bits where the specification has sixteen.
        int shift = Arrays.stream(map).anyMatch(each -> each > 255) ? 8 : 0;
        int[] palette = new int[size];
        for (int i = 0; i < size; i++) {
            palette[i] = OPAQUE | (int) (map[i] >> shift & 0xff) << 16 | (int) (map[size + i] >> shift & 0xff) << 8
                    | (int) (map[2 * size + i] >> shift & 0xff);
        }
        return palette;
    }

    /**
     * Colours of one row.
     *
     * @param planes the samples: one raster with all bands, or one a band, null for bands without use
     * @param row room for as many samples a pixel as there are bands
     */
    void convert(@Nullable Raster[] planes, int y, int[] row, int[] argb) {
        int stride = row.length / argb.length;
        if (planes.length == 1 && planes[0] != null) {
            samples(planes[0], y, row);
        } else {
            int[] plane = new int[argb.length];
            for (int band = 0; band < planes.length; band++) {
                Raster raster = planes[band];
                if (raster != null) {
                    samples(raster, y, plane);
                    for (int x = 0, at = band; x < plane.length; x++, at += stride) {
                        row[at] = plane[x];
                    }
                }
            }
        }
        for (int x = 0, at = 0; x < argb.length; x++, at += stride) {
            argb[x] = colour(row[at + bands.red()], row[at + bands.green()], row[at + bands.blue()],
                    bands.alpha() < 0 ? 1 : row[at + bands.alpha()]);
        }
    }

    boolean uses(int band) {
        return isColour(band) || band == bands.alpha();
    }

    boolean isColour(int band) {
        return band == bands.red() || band == bands.green() || band == bands.blue();
    }

    private int colour(int red, int green, int blue, int alpha) {
        if (alpha == 0 || red == nodata && green == nodata && blue == nodata) {
            return 0;
        }
        if (palette != null) {
            return palette[red];
        }
        int colour = OPAQUE | level(red) << 16 | level(green) << 8 | level(blue);
        return inverted ? colour ^ 0xffffff : colour;
    }

    private int level(int sample) {
        return bits < 8 ? sample * 255 / ((1 << bits) - 1) : Math.min(255, sample >> shift);
    }

    private static void samples(Raster raster, int y, int[] row) {
        if (raster.getParent() == null && raster.getSampleModel() instanceof PixelInterleavedSampleModel model) {
            int[] bandOffsets = model.getBandOffsets();
            int start = raster.getDataBuffer().getOffset() + y * model.getScanlineStride();
            if (raster.getDataBuffer() instanceof DataBufferByte bytes) {
                byte[] data = bytes.getData();
                for (int at = 0, pixel = start; at < row.length; pixel += model.getPixelStride()) {
                    for (int offset : bandOffsets) {
                        row[at++] = data[pixel + offset] & 0xff;
                    }
                }
                return;
            }
            if (raster.getDataBuffer() instanceof DataBufferUShort shorts) {
                short[] data = shorts.getData();
                for (int at = 0, pixel = start; at < row.length; pixel += model.getPixelStride()) {
                    for (int offset : bandOffsets) {
                        row[at++] = data[pixel + offset] & 0xffff;
                    }
                }
                return;
            }
        }
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
    }

    /**
     * Which sample of a pixel is what, counted from 0.
     *
     * @param alpha −1 where there is none
     */
    private record Bands(int red, int green, int blue, int alpha) {
        /** What GDAL notes where the order is not that of the TIFF specification. */
        private static final Pattern ROLE = Pattern
                .compile("<Item name=\"COLORINTERP\" sample=\"(\\d{1,3})\" role=\"colorinterp\">(\\w{1,20})</Item>");

        /** @param metadata what GDAL notes on the file */
        static Bands of(TiffDirectory image, String metadata, Encoding encoding) throws IOException {
            int samples = encoding.samples();
            int colours = samples < 3 || encoding.photometric() == Encoding.PALETTE ? 1 : 3;
            int alpha = -1;
            long[] extra = image.numbers(Tag.EXTRA_SAMPLES);
            for (int i = 0; extra != null && i < extra.length && alpha < 0; i++) {
                int band = samples - extra.length + i;
                alpha = (extra[i] == 1 || extra[i] == 2) && band >= colours ? band : -1;
            }
            Bands plain = colours == 1 ? new Bands(0, 0, 0, alpha) : new Bands(0, 1, 2, alpha);
            return samples < 3 ? plain : plain.named(metadata, samples);
        }

        private Bands named(String metadata, int samples) {
            int[] found = {-1, -1, -1, alpha};
            Matcher roles = ROLE.matcher(metadata);
            while (roles.find()) {
                int band = Integer.parseInt(roles.group(1));
                int place = switch (roles.group(2).toLowerCase(Locale.ROOT)) {
                    case "red" -> 0;
                    case "green" -> 1;
                    case "blue" -> 2;
                    case "alpha" -> 3;
                    default -> -1;
                };
                if (place >= 0 && band < samples) {
                    found[place] = band;
                }
            }
            return found[0] >= 0 && found[1] >= 0 && found[2] >= 0
                    ? new Bands(found[0], found[1], found[2], found[3])
                    : new Bands(red, green, blue, found[3]);
        }
    }
}
