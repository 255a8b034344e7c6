package dev.geofix.jobs;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Opens the event streams of jobs. A shutdown ends them first, because the web server waits for open requests and a stream has no
 * end of its own while its job stands still.
 */
@Component
class JobStreams implements SmartLifecycle {
    private static final long BEAT_SECONDS = 15;
    private static final long NO_TIMEOUT = 0;

    private final JobService jobs;
    private final JobEvents events;
    private volatile boolean running;
    private final Set<JobStream> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService beats = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("job-beats").factory());

    JobStreams(JobService jobs, JobEvents events) {
        this.jobs = jobs;
        this.events = events;
        beats.scheduleAtFixedRate(() -> open.forEach(JobStream::beat), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
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
}
