package dev.geofix.backup;

import dev.geofix.gallery.GalleryName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a copy tells of its way: lines of progress, and errors, which are counted. */
final class CopyLog {
    private static final long PACE = Duration.ofSeconds(5).toNanos();
    /** Errors beyond these are counted only. */
    private static final int TOLD = 100;

    private final PrintWriter out;
    private final PrintWriter err;
    private long errors;
    private @Nullable GalleryName gallery;
    private long total;
    private long began;
    private long last;

    CopyLog(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** @param text names what it concerns, what is wrong and what to do, without a full stop */
    void error(String text) {
        if (++errors <= TOLD) {
            err.println("error: " + text);
            err.flush();
        }
    }

    long errors() {
        return errors;
    }

    /** @param tiles how many it has about */
    void begin(GalleryName name, long tiles) {
        gallery = name;
        total = tiles;
        began = System.nanoTime();
        last = began;
    }

    /**
     * A line every few seconds.
     *
     * @param looked tiles of the folder that were looked at
     * @param copied those of them that were copied in this run
     */
    void step(long looked, long copied, boolean always) {
        long now = System.nanoTime();
        if (always || now - last > PACE) {
            last = now;
            double seconds = Math.max(1e-3, (now - began) / 1e9);
            line(String.format(Locale.ROOT, "gallery '%s': %d of %d tiles, %d of them copied now, %.0f tiles/s",
                    gallery, looked, Math.max(looked, total), copied, looked / seconds));
        }
    }
}
