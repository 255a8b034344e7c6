package dev.geofix.jobs;

import dev.geofix.platform.UnavailableException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Opens the event streams of jobs. A shutdown ends them first, because the web server waits for open requests and a stream has no
 * end of its own while its job stands still.
 */
@Component
class JobStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobStreams.class);
    private static final long BEAT_SECONDS = 15;
    /** How often jobs of other processes are looked at for their subscribers here. */
    private static final long LOOK_SECONDS = 1;
    private static final long NO_TIMEOUT = 0;

    private final JobService jobs;
    private final JobEvents events;
    private volatile boolean running;
    private final Set<JobStream> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService beats = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("job-beats").factory());

    JobStreams(JobService jobs, JobEvents events, OperationsDatabase database) {
        this.jobs = jobs;
        this.events = events;
        beats.scheduleAtFixedRate(() -> open.forEach(JobStream::beat), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        if (database.isShared()) {
            Map<UUID, Job> seen = new HashMap<>();
            beats.scheduleWithFixedDelay(() -> lookElsewhere(seen), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** @param seen what was last told of each job */
    private void lookElsewhere(Map<UUID, Job> seen) {
        Set<UUID> subscribed = events.subscribed();
        seen.keySet().retainAll(subscribed);
        for (UUID id : subscribed) {
            try {
                if (!jobs.isRunningHere(id)) {
                    Job now = jobs.get(id);
                    if (!now.equals(seen.put(id, now))) {
                        events.changed(id);
                    }
                }
            } catch (RuntimeException e) {
                log.debug("Job {} cannot be looked at now: {}", id, e.getMessage());
            }
        }
    }

    /**
     * A stream that sends the current state at once.
     *
     * @param lastStep the last metric that the subscriber has; −1 for none
     */
    SseEmitter open(UUID job, long lastStep) {
        MetricsReader metrics = jobs.metrics(job, lastStep);
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        JobStream stream = new JobStream(emitter, () -> jobs.get(job), metrics, senders);
        Runnable listener = stream::onChange;
        Runnable close = () -> {
            events.unsubscribe(job, listener);
            open.remove(stream);
            stream.close();
        };
        emitter.onCompletion(close);
        emitter.onError(e -> close.run());
        open.add(stream);
        events.subscribe(job, listener);
        stream.onChange();
        if (!running) {
            stream.end();
        }
        return emitter;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(JobStream::end);
        beats.shutdownNow();
        senders.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * Sends one subscriber the newest state of a job whenever it has changed, at most one every {@value #PACE_MILLIS} ms, before it what the job
     * has measured since, and ends with the job. A task runs only while there is something to send, so an idle subscriber holds no thread, and a slow
     * one skips states in between and delays nobody.
     */
    private static final class JobStream {
        private static final long PACE_MILLIS = 200;
        /** Of a long history, or of very fast steps, an evenly spread part is enough to draw a curve. */
        private static final int MOST_METRICS = 500;

        private final SseEmitter emitter;
        private final Supplier<Job> job;
        private final MetricsReader metrics;
        private final Executor executor;
        private final AtomicBoolean changed = new AtomicBoolean();
        private final AtomicBoolean sending = new AtomicBoolean();
        private volatile boolean isClosed;

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

        /** Its subscriber has gone. */
        void close() {
            isClosed = true;
        }

        private void drain() {
            do {
                while (changed.getAndSet(false) && !isClosed) {
                    Job now = newest();
                    if (now == null) {
                        changed.set(true);
                        pause();
                        continue;
                    }
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

        /** Null while the database does not answer. */
        private @Nullable Job newest() {
            try {
                return job.get();
            } catch (UnavailableException e) {
                return null;
            }
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
}
