package dev.geofix.inference;

import dev.geofix.platform.UserException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the network is run.
 *
 * @param maxBatch images that go through the network together at most
 * @param queue images that may wait for the network; more are turned away with 503. At least max-batch
 * @param maxWait how long an image may wait for the network before it is turned away; what it takes in the network does not count
 * @param forwards passes through the network side by side; more than one pays only where the engine cannot use all cores in one
 * @param engineThreads cores that one pass through the network uses, and tiles whose local features are found side by side on one core each; 0 means all, four at most
 */
@ConfigurationProperties("geofix.model")
public record ModelSettings(@DefaultValue("16") int maxBatch, @DefaultValue("64") int queue,
        @DefaultValue("30s") Duration maxWait, @DefaultValue("1") int forwards, @DefaultValue("0") int engineThreads) {
    private static final int MOST_ENGINE_THREADS = 4;

    public ModelSettings {
        if (maxBatch < 1 || queue < maxBatch || forwards < 1 || engineThreads < 0 || maxWait.isNegative()) {
            throw new UserException("geofix.model needs max-batch and forwards of at least 1, a queue of at "
                    + "least max-batch, and engine-threads and max-wait of at least 0");
        }
        if (engineThreads == 0) {
            engineThreads = Math.min(MOST_ENGINE_THREADS, Runtime.getRuntime().availableProcessors());
        }
    }
}
