package dev.geofix.simulator.view;

/** Lines and stripes whose edges are as soft as the sampling needs: the share of a pixel that the pattern covers. */
final class Pattern {
    private Pattern() {}

    /** A band of a width round 0. */
    static float line(double distance, double width, double gsd) {
        double edge = (width / 2 - Math.abs(distance)) / gsd + 0.5;
        if (edge <= 0) {
            return 0;
        }
        return (float) (Math.min(1, edge) * Math.min(1, width / gsd));
    }

    /** Bands of a width at every multiple of the period; their mean where they cannot be told apart. */
    static float lines(double position, double period, double width, double gsd) {
        if (period < 1.6 * gsd) {
            return (float) (width / period);
        }
        double offset = position - period * Math.rint(position / period);
        return line(offset, width, gsd);
    }

    /** Soft step: 0 below, 1 above the threshold. */
    static float step(double value, double threshold, double gsd) {
        return (float) Math.clamp((value - threshold) / gsd + 0.5, 0, 1);
    }
}
