package dev.geofix.simulator.scene;

/**
 * A winding band across the whole plane, repeated at a distance: rivers run east, railways north.
 *
 * @param period distance between two bands, metres
 * @param swing how far a band leaves its straight line, metres
 * @param width of the band, metres, before {@code variation} widens or narrows it
 */
record Corridor(long seed, boolean north, double period, double swing, double width, double variation) {
    static Corridor river(long seed) {
        return new Corridor(PlaceHash.mix(seed + 1), false, 1900, 170, 38, 0.45);
    }

    static Corridor railway(long seed) {
        return new Corridor(PlaceHash.mix(seed + 2), true, 2300, 120, 11, 0);
    }

    /** The middle of band {@code number} at a station along it. */
    Point middle(int number, double station) {
        double phase = 6.28 * PlaceHash.unit(seed, number, 0, 1);
        double offset = axis(number)
                + swing * (Math.sin(station / 390 + phase) + 0.45 * Math.sin(station / 141 + 2.3 * phase));
        return north ? new Point(offset, station) : new Point(station, offset);
    }

    /** The straight line that band {@code number} swings about. */
    private double axis(int number) {
        return period * (number + 0.5 * PlaceHash.unit(seed, number, 0, 2));
    }

    double halfWidth(int number, double station) {
        return width / 2 * (1 + variation * Math.sin(station / 210 + 5 * PlaceHash.unit(seed, number, 0, 3)));
    }

    /** Distance from the edge of the nearest band, negative inside it; good to a few per cent beside the band. */
    double clearance(Point p) {
        double station = north ? p.y() : p.x();
        double across = north ? p.x() : p.y();
        double best = Double.MAX_VALUE;
        int guess = (int) Math.floor(across / period);
        for (int number = guess - 1; number <= guess + 1; number++) {
            if (Math.abs(across - axis(number)) > 1.45 * swing + 2 * width) {
                // Farther away than anyone asks about.
                best = Math.min(best, width);
                continue;
            }
            Point here = middle(number, station);
            Point ahead = middle(number, station + 1);
            double cos = 1 / here.distance(ahead);
            double offset = Math.abs(across - (north ? here.x() : here.y()));
            best = Math.min(best, offset * cos - halfWidth(number, station));
        }
        return best;
    }

    /** Number of the band whose line may pass through the bounds, counted from the one nearest to their middle. */
    int nearest(Area bounds) {
        double across = north ? (bounds.minX() + bounds.maxX()) / 2 : (bounds.minY() + bounds.maxY()) / 2;
        return (int) Math.floor((across - 0.25 * period) / period + 0.5);
    }
}
