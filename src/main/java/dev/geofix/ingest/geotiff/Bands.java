package dev.geofix.ingest.geotiff;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which sample of a pixel is what, counted from 0.
 *
 * @param alpha −1 where there is none
 */
record Bands(int red, int green, int blue, int alpha) {
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
