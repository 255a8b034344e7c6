package dev.geofix.training;

import dev.geofix.jobs.process.JobFolder.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to end the process, which waits until the work in hand is put away: the step under way and its checkpoint. */
public final class StopSignal implements AutoCloseable {
    /** How a command ends that was stopped before its work was done. */
    public static final int EXIT_STATUS = Outcome.STOPPED;
    private static final long MAX_SECONDS = 300;
    private static final long ENDING_SECONDS = 5;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean received;

    private StopSignal() {}

    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::await));
        return signal;
    }

    public boolean received() {
        return received;
    }

    private void await() {
        received = true;
        try {
            boolean working = finished.getCount() > 0;
            if (finished.await(MAX_SECONDS, TimeUnit.SECONDS) && working) {
                // The command ends the process itself, with its own status; it only has to say so.
                TimeUnit.SECONDS.sleep(ENDING_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is put away: the process may end. */
    @Override
    public void close() {
        finished.countDown();
    }
}
