package dev.geofix.inference;

import dev.geofix.platform.UserException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much memory images may take while they are worked on.
 *
 * @param limit of all of them together, encoded and decoded; 0 means half of the Java heap. What one image needs above it, it gets alone
 * @param patience how long an image waits for memory before it is turned away with 503
 */
@ConfigurationProperties("geofix.image.memory")
public record ImageMemorySettings(@DefaultValue("0") DataSize limit, @DefaultValue("10s") Duration patience) {
    public ImageMemorySettings {
        if (limit.isNegative() || patience.isNegative()) {
            throw new UserException(
                    "geofix.image.memory needs a limit and a patience that are not negative");
        }
        limit = limit.toBytes() == 0 ? DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 2) : limit;
    }
}
