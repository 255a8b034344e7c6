package dev.geofix.jobs;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Tells listeners that a job has changed, not how: they read the newest state when they are ready for it. */
@Component
class JobEvents {
    private final Map<UUID, Set<Runnable>> listeners = new ConcurrentHashMap<>();

    void subscribe(UUID job, Runnable listener) {
        listeners.compute(job, (id, set) -> {
            Set<Runnable> known = set == null ? ConcurrentHashMap.newKeySet() : set;
            known.add(listener);
            return known;
        });
    }

    void unsubscribe(UUID job, Runnable listener) {
        listeners.computeIfPresent(job, (id, set) -> {
            set.remove(listener);
            return set.isEmpty() ? null : set;
        });
    }

    void changed(UUID job) {
        listeners.getOrDefault(job, Set.of()).forEach(Runnable::run);
    }

    /** Jobs that somebody listens to. */
    Set<UUID> subscribed() {
        return Set.copyOf(listeners.keySet());
    }

    int subscribers() {
        return listeners.values().stream().mapToInt(Set::size).sum();
    }
}
