package dev.geofix.simulator;

import java.io.PrintWriter;
import java.util.Locale;

/** A line for every twentieth part of the work, with the time left at the speed so far. */
final class PrintedProgress implements Progress {
    private static final int LINES = 20;

    private final PrintWriter out;
    private final long started = System.nanoTime();

    PrintedProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void step(int done, int total) {
        if ((long) done * LINES / total != (done - 1L) * LINES / total) {
            double seconds = (System.nanoTime() - started) / 1e9;
            out.printf(Locale.ROOT, "%d of %d pictures, %.0f s left%n", done, total, seconds * (total - done) / done);
            out.flush();
        }
    }
}
