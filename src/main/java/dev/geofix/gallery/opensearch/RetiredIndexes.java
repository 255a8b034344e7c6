package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.GalleryName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Indexes of models that answer no longer. Each is deleted when the searches that began before have ended. Those whose deletion a stop has cut short are found at the next start, and are left for as long once
 * more: another instance may have retired them just now.
 */
@Component
@ConditionalOnProperty(name = "geofix.store", havingValue = "opensearch")
class RetiredIndexes implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RetiredIndexes.class);
    private static final Duration LEFT = Duration.ofMinutes(5);
    /** Until a cluster that did not answer at the start is asked again. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final GalleryLayout layout;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService deletions = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("index-retire").factory());

    RetiredIndexes(Cluster cluster, OpenSearchSettings settings) {
        this.cluster = cluster;
        layout = new GalleryLayout(settings);
    }

    void add(String index) {
        if (waiting.add(index)) {
            deletions.schedule(() -> delete(index), LEFT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Those that are to be deleted when their time has come. */
    Set<String> waiting() {
        return Set.copyOf(waiting);
    }

    @EventListener(ApplicationStartedEvent.class)
    void sweep() {
        deletions.execute(this::addLeftBehind);
    }

    private void addLeftBehind() {
        try {
            leftBehind().forEach(this::add);
        } catch (RuntimeException e) {
            log.warn("Indexes of former models cannot be looked for now: {}", e.toString());
            deletions.schedule(this::addLeftBehind, PAUSE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private List<String> leftBehind() {
        JsonNode all = all();
        return all.propertyNames().stream().filter(index -> isRetired(index, all)).toList();
    }

    private JsonNode all() {
        return cluster.ask("GET", "/" + layout.prefix() + "-*", Map.of(), null);
    }

    /** Looks again whether it is retired. */
    void delete(String index) {
        waiting.remove(index);
        try {
            if (isRetired(index, all())) {
                cluster.call("DELETE", "/" + index, Map.of(), null);
            }
        } catch (RuntimeException e) {
            log.warn("The index {} of a former model could not be deleted; the next start or reindex does it: {}",
                    index, e.toString());
        }
    }

    /**
     * Whether an index was closed for a switch that has taken place: one of the same gallery that was begun later answers. An index that answers has the gallery's alias, even while it is closed for a switch; one in
     * the making, whoever makes it, takes writes, and was begun after the one that answers. Neither ever becomes like a retired one without a switch, and a retired one never answers again.
     */
    private boolean isRetired(String name, JsonNode all) {
        JsonNode index = all.path(name);
        GalleryLayout.Meta meta = GalleryLayout.Meta.of(index);
        if (meta == null || meta.name().isEmpty() || !isClosed(index)) {
            return false;
        }
        String answering = layout.answering(new GalleryName(meta.name()));
        if (index.path("aliases").has(answering)) {
            return false;
        }
        return all.properties().stream().map(Map.Entry::getValue).filter(other -> other.path("aliases").has(answering))
                .anyMatch(other -> isLater(GalleryLayout.Meta.of(other), meta));
    }

    private static boolean isLater(GalleryLayout.@Nullable Meta answering, GalleryLayout.Meta retired) {
        return answering != null && answering.number() == retired.number()
                && answering.generation() > retired.generation();
    }

    /** Whether an index takes no writes, since another took its place. */
    static boolean isClosed(JsonNode index) {
        return index.path("settings").path("index").path("blocks").path("write").asString("").equals("true");
    }

    @Override
    public void destroy() {
        deletions.shutdownNow();
    }
}
