package dev.geofix.platform;

import java.io.PrintWriter;
import java.util.Locale;

/** Hears how far a longer piece of work has come; called after every step, never by two threads at once. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total) -> {};

    void step(int done, int total);

    /**
     * A line for every twentieth part of the work, with the time left at the speed so far.
     *
     * @param what is counted, in the plural
     */
    static Progress printed(PrintWriter out, String what) {
        return new Printed(out, what);
    }

    /** See {@link #printed}. */
    final class Printed implements Progress {
        private static final int LINES = 20;

        private final PrintWriter out;
        private final String what;
        private long started;

        Printed(PrintWriter out, String what) {
            this.out = out;
            this.what = what;
        }

        @Override
        public void step(int done, int total) {
            if (done == 1) {
                started = System.nanoTime();
            }
            if ((long) done * LINES / total != (done - 1L) * LINES / total) {
                double seconds = (System.nanoTime() - started) / 1e9;
                out.printf(Locale.ROOT, "%d of %d %s, %.0f s left%n", done, total, what,
                        seconds * (total - done) / done);
                out.flush();
            }
        }
    }
}
