package dev.geofix.gallery.opensearch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Indexes of models that answer no longer. Each is deleted when the searches that began before have ended. */
@Component
@ConditionalOnProperty(name = "geofix.store", havingValue = "opensearch")
class RetiredIndexes implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RetiredIndexes.class);
    private static final Duration LEFT = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final ScheduledExecutorService deletions = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("index-retire").factory());

    RetiredIndexes(Cluster cluster) {
        this.cluster = cluster;
    }

    void add(String index) {
        deletions.schedule(() -> delete(index), LEFT.toSeconds(), TimeUnit.SECONDS);
    }

    private void delete(String index) {
        try {
            Cluster.Answer now = cluster.call("GET", "/" + index, Map.of(), null);
            if (now.isOk() && isClosed(now.body().path(index))) {
                cluster.call("DELETE", "/" + index, Map.of(), null);
            }
        } catch (RuntimeException e) {
            log.warn("The index {} of a model before could not be deleted; the next reindex of its gallery does it: {}",
                    index, e.toString());
        }
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
