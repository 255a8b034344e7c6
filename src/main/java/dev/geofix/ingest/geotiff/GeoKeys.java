package dev.geofix.ingest.geotiff;

import dev.geofix.geo.Projection;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of GeoTIFF 1.1 (OGC 19-008r4) that name a coordinate system; those of text by their text. */
final class GeoKeys {
    private static final int MODEL_TYPE = 1024;
    private static final int RASTER_TYPE = 1025;
    private static final int CITATION = 1026;
    private static final int GEOGRAPHIC = 2048;
    private static final int GEOGRAPHIC_CITATION = 2049;
    private static final int PROJECTED = 3072;
    private static final int PROJECTED_CITATION = 3073;
    private static final int CONVERSION = 3074;
    private static final int LENGTH_UNIT = 3076;

    private static final int MODEL_PROJECTED = 1;
    private static final int MODEL_GEOGRAPHIC = 2;
    private static final int PIXEL_IS_POINT = 2;
    private static final int USER_DEFINED = 32_767;
    private static final int METRE = 9001;
    /** Lengths of the metre, the foot and the US survey foot, by code. */
    private static final Map<Integer, Double> METERS = Map.of(METRE, 1.0, 9002, 0.3048, 9003, 1200.0 / 3937);

    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();

    private GeoKeys() {}

    static GeoKeys of(TiffDirectory directory) throws IOException {
        GeoKeys keys = new GeoKeys();
        long[] entries = directory.numbers(Tag.GEO_KEYS);
        byte[] text = directory.bytes(Tag.GEO_TEXTS);
        for (int i = 4; entries != null && i + 3 < entries.length; i += 4) {
            int key = (int) entries[i];
            int from = (int) entries[i + 3];
            if (entries[i + 1] == 0) {
                keys.numbers.putIfAbsent(key, from);
            } else if (entries[i + 1] == Tag.GEO_TEXTS && text != null) {
                int until = Math.min(text.length, from + (int) entries[i + 2]);
                keys.texts.putIfAbsent(key, from >= until
                        ? ""
                        : new String(text, from, until - from, StandardCharsets.UTF_8).replaceAll("[|\\p{C}]+", " ")
                                .strip());
            }
        }
        return keys;
    }

    boolean areAbsent() {
        return numbers.isEmpty();
    }

    /** Whether a tie point names the middle of a pixel instead of its upper left corner. */
    boolean pixelIsPoint() {
        return number(RASTER_TYPE) == PIXEL_IS_POINT;
    }

    /** @throws dev.geofix.ingest.source.UnusableSourceException when there is no such projection here */
    Projection projection(TiffFile file) {
        Integer code = code();
        if (code == null) {
            throw file.unusable("has a coordinate system without an EPSG code (" + description()
                    + "), which is not read here. " + wayOut(file));
        }
        try {
            Projection projection = Projection.ofEpsg(code);
            checkUnit(projection, code);
            return projection;
        } catch (IllegalArgumentException e) {
            throw file.unusable("cannot be placed: " + e.getMessage() + ". " + wayOut(file));
        }
    }

    /** A file may take a system in other units than its own. */
    private void checkUnit(Projection projection, int code) {
        Double unit = METERS.get(number(LENGTH_UNIT));
        if (unit != null && !projection.isGeographic() && Math.abs(unit - projection.metersPerUnit()) > 1e-9) {
            throw new UserException("its units are of " + unit + " m, those of EPSG:" + code + " of "
                    + projection.metersPerUnit() + " m");
        }
    }

    private @Nullable Integer code() {
        int code = switch (number(MODEL_TYPE)) {
            case MODEL_GEOGRAPHIC -> number(GEOGRAPHIC);
            case MODEL_PROJECTED -> number(PROJECTED);
            default -> Math.max(number(PROJECTED), number(GEOGRAPHIC));
        };
        return code > 0 && code != USER_DEFINED ? Integer.valueOf(code) : utm();
    }

    /** A user-defined system may say that it is UTM, in metres, on a datum whose EPSG codes go by zone. */
    private @Nullable Integer utm() {
        int conversion = number(CONVERSION);
        int zone = conversion % 100;
        if (zone < 1 || zone > 60 || numbers.getOrDefault(LENGTH_UNIT, METRE) != METRE) {
            return null;
        }
        if (conversion / 100 == 161) {
            return number(GEOGRAPHIC) == 4326 ? Integer.valueOf(32_700 + zone) : null;
        }
        return conversion / 100 != 160 ? null : switch (number(GEOGRAPHIC)) {
            case 4326 -> Integer.valueOf(32_600 + zone);
            case 4269 -> zone <= 23 ? Integer.valueOf(26_900 + zone) : null;
            case 4258 -> zone >= 28 && zone <= 38 ? Integer.valueOf(25_800 + zone) : null;
            default -> null;
        };
    }

    private String description() {
        for (int key : new int[]{PROJECTED_CITATION, CITATION, GEOGRAPHIC_CITATION}) {
            String text = texts.getOrDefault(key, "");
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "unnamed";
    }

    private static String wayOut(TiffFile file) {
        return "Warp it to one that is: gdalwarp -t_srs EPSG:3857 " + file.name() + " out.tif.";
    }

    private int number(int key) {
        return numbers.getOrDefault(key, 0);
    }
}
