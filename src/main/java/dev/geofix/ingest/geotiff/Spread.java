package dev.geofix.ingest.geotiff;

/**
 * Where squares stand along a line: evenly, the outer edges of the first and the last at its ends.
 *
 * @param start middle of the square number 0
 * @param step from one middle to the next
 */
record Spread(double start, double step, int count) {
    /** What neighbours may be farther apart than wanted, in all, for one square less. */
    private static final double SLACK = 0.05;

    /** @param step largest wanted, above 0 */
    static Spread of(double from, double to, double side, double step) {
        double strides = (to - from - side) / step;
        if (strides <= SLACK) {
            return new Spread((from + to) / 2, step, 1);
        }
        int more = (int) Math.min(Integer.MAX_VALUE - 1, Math.ceil(strides - SLACK));
        return new Spread(from + side / 2, (to - from - side) / more, more + 1);
    }

    double at(int number) {
        return start + number * step;
    }

    /** The first number: below 0 where the line goes on before its start and another square has room there. */
    int first(double bound, double side) {
        return (int) Math.min(0, Math.ceil((bound + side / 2 - start) / step - SLACK));
    }

    /** The last number, likewise. */
    int last(double bound, double side) {
        return (int) Math.max(count - 1, Math.floor((bound - side / 2 - start) / step + SLACK));
    }
}
