package dev.geofix.security;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** When each key was last used, written once a minute and at the end, so that no request waits for it. */
@Component
class LastUse implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(LastUse.class);
    private static final long PACE_SECONDS = 60;

    private final KeyStore store;
    /** Holds known keys only, so it is no larger than their table. */
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("key-use").factory());

    LastUse(KeyStore store) {
        this.store = store;
        clock.scheduleWithFixedDelay(this::write, PACE_SECONDS, PACE_SECONDS, TimeUnit.SECONDS);
    }

    void note(KnownKey key) {
        if (!key.id().equals(KnownKey.OF_FILE)) {
            unwritten.put(key.id(), Instant.now());
        }
    }

    void write() {
        try {
            Map<String, Instant> taken = Map.copyOf(unwritten);
            if (!taken.isEmpty()) {
                store.used(taken);
                taken.forEach(unwritten::remove);
            }
        } catch (RuntimeException e) {
            log.warn("When keys were last used cannot be written now: {}", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        clock.shutdown();
        write();
    }
}
