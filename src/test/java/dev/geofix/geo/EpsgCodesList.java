package dev.geofix.geo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.StringJoiner;

/** Makes the list of {@link EpsgCodes} from what {@code benchmarks/projections.py} prints. */
final class EpsgCodesList {
    static final double METERS = 2.5;

    private EpsgCodesList() {}

    /** @param args the file of reference coordinates */
    public static void main(String[] args) throws IOException {
        BitSet sound = new BitSet();
        BitSet wrong = new BitSet();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            int code = Integer.parseInt(line.substring(0, line.indexOf(',')));
            sound.set(code);
            if (!wrong.get(code)) {
                wrong.set(code, !isPlacedRight(line));
            }
        }
        sound.andNot(wrong);
        StringJoiner ranges = new StringJoiner(" ");
        for (int from = sound.nextSetBit(0); from >= 0; from = sound.nextSetBit(sound.nextClearBit(from))) {
            int last = sound.nextClearBit(from) - 1;
            ranges.add(from == last ? String.valueOf(from) : from + "-" + last);
        }
        System.out.println(ranges.toString().replaceAll("(.{1,150})( |$)", "$1\n").strip());
    }

    /** @param line code, longitude, latitude, x, y, metres a unit */
    static boolean isPlacedRight(String line) {
        String[] values = line.split(",");
        double[] numbers = new double[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(values[i]);
        }
        GeoPoint place = new GeoPoint(numbers[2], numbers[1]);
        try {
            Projection projection = Projection.untested((int) numbers[0]);
            double[] map = projection.fromGeo(place);
            return Math.hypot(map[0] - numbers[3], map[1] - numbers[4]) * numbers[5] < METERS
                    && projection.toGeo(numbers[3], numbers[4]).distanceTo(place) < METERS;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
