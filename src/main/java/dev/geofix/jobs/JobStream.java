package dev.geofix.jobs;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends one subscriber the newest state of a job whenever it has changed, at most one every {@value #PACE_MILLIS} ms, before it what the job
 * has measured since, and ends with the job. A task runs only while there is something to send, so an idle subscriber holds no thread, and a slow
 * one skips states in between and delays nobody.
 */
final class JobStream {
    private static final long PACE_MILLIS = 200;
    /** Of a long history, or of very fast steps, an evenly spread part is enough to draw a curve. */
    private static final int MOST_METRICS = 500;

    private final SseEmitter emitter;
    private final Supplier<Job> job;
    private final MetricsReader metrics;
    private final Executor executor;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean sending = new AtomicBoolean();

    JobStream(SseEmitter emitter, Supplier<Job> job, MetricsReader metrics, Executor executor) {
        this.emitter = emitter;
        this.job = job;
        this.metrics = metrics;
        this.executor = executor;
    }

    void onChange() {
        changed.set(true);
        if (sending.compareAndSet(false, true)) {
            executor.execute(this::drain);
        }
    }

    /** A comment that keeps proxies from closing a silent connection, and finds out when the subscriber has left. */
    void beat() {
        executor.execute(() -> send(SseEmitter.event().comment("still here")));
    }

    void end() {
        emitter.complete();
    }

    private void drain() {
        do {
            while (changed.getAndSet(false)) {
                Job now = job.get();
                if (!sendMetrics() || !send(SseEmitter.event().name("job").data(now, MediaType.APPLICATION_JSON))) {
                    return;
                }
                if (now.state().isTerminal()) {
                    emitter.complete();
                    return;
                }
                pause();
            }
            sending.set(false);
        } while (changed.get() && sending.compareAndSet(false, true));
    }

    private boolean sendMetrics() {
        return metrics.next(MOST_METRICS).stream().allMatch(line -> send(SseEmitter.event().name("metric")
                .id(Long.toString(line.step())).data(line.values(), MediaType.APPLICATION_JSON)));
    }

    private boolean send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
            return true;
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
