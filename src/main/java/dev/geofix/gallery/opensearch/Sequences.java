package dev.geofix.gallery.opensearch;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sequence numbers of contents, from many processes without a common counter: milliseconds, then {@value #RANDOM_BITS} random bits. Those of one process grow; two processes
 * find each other's number at most once in four million tiles of the same millisecond, which the store then sees and refuses.
 */
final class Sequences {
    private static final int RANDOM_BITS = 21;
    /** Below all that are ever drawn, the time being what it is, and above all that a data folder gives. */
    static final long FIRST = 1L << 60;
    private static final AtomicLong LAST = new AtomicLong();

    private Sequences() {}

    /** Numbers that are drawn from now on are above this one, whatever the clock of the process that has drawn it. */
    static void see(long number) {
        LAST.accumulateAndGet(number, Math::max);
    }

    static long next() {
        long drawn = System.currentTimeMillis() << RANDOM_BITS
                | ThreadLocalRandom.current().nextLong(1L << RANDOM_BITS);
        return LAST.accumulateAndGet(drawn, (last, now) -> Math.max(last + 1, now));
    }
}
