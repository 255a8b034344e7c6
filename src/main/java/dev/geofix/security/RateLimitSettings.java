package dev.geofix.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests a minute; as many may come at once. 0 means any number.
 *
 * @param locate photos asked for with one key: POST /locate and /embeddings
 * @param read other reading requests of one key
 * @param write changing requests of one key
 * @param failed requests of one address without a valid key or token
 */
@ConfigurationProperties("geofix.security.rate-limit")
record RateLimitSettings(@DefaultValue("1200") int locate, @DefaultValue("6000") int read,
        @DefaultValue("6000") int write, @DefaultValue("30") int failed) {
    RateLimitSettings {
        if (locate < 0 || read < 0 || write < 0 || failed < 0) {
            throw new IllegalArgumentException("geofix.security.rate-limit counts requests a minute, 0 or more");
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
