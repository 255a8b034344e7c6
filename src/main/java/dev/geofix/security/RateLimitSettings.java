package dev.geofix.security;

import dev.geofix.platform.UserException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests a minute; as many may come at once. 0 means any number.
 *
 * @param locate photos that one key may ask for in a minute (POST /locate and /embeddings); 0 means any number
 * @param read other reading requests that one key may make in a minute; 0 means any number
 * @param write changing requests that one key may make in a minute; 0 means any number
 * @param failed requests without a valid key or token that one address may make in a minute; 0 means any number
 */
@ConfigurationProperties("geofix.security.rate-limit")
record RateLimitSettings(@DefaultValue("1200") int locate, @DefaultValue("6000") int read,
        @DefaultValue("6000") int write, @DefaultValue("30") int failed) {
    RateLimitSettings {
        if (locate < 0 || read < 0 || write < 0 || failed < 0) {
            throw new UserException("geofix.security.rate-limit counts requests a minute, 0 or more");
        }
    }

    int of(Cost cost) {
        return switch (cost) {
            case LOCATE -> locate;
            case READ -> read;
            case WRITE -> write;
            case FAILED -> failed;
        };
    }
}
