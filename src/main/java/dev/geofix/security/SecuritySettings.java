package dev.geofix.security;

import dev.geofix.platform.UserException;
import dev.geofix.security.RateLimits.Cost;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where callers' rights come from, beside the keys in the data folder.
 *
 * @param keysFile further keys, a line name:role:sha256 each, read again when it changes
 * @param roleClaims claims of a token that may name its roles; a dot leads into an object, as in realm_access.roles
 */
@ConfigurationProperties("geofix.security")
record SecuritySettings(@Nullable Path keysFile, @DefaultValue( {
    "roles", "scope"}) List<String> roleClaims){

    /**
     * The record of changing and administrative calls and of failed authentications.
     *
     * @param enabled whether the audit log is written
     * @param file file of the audit log; none given means audit/audit.jsonl in the data folder or, with geofix.database, the table audit there
     * @param maxFileSize length of one file of the audit log, which is then compressed and a new one begun, as it is every day
     * @param maxDays days that files, or rows, of the audit log are kept
     * @param maxTotalSize length of all compressed files of the audit log; the oldest go first
     */
    @ConfigurationProperties("geofix.security.audit")
    record Audit(@DefaultValue("true") boolean enabled, @Nullable Path file,
            @DefaultValue("10MB") DataSize maxFileSize, @DefaultValue("90") int maxDays,
            @DefaultValue("1GB") DataSize maxTotalSize) {}

    /**
     * Requests a minute; as many may come at once. 0 means any number. Each instance counts for itself.
     *
     * @param locate photos that one key may ask for in a minute (POST /locate and /embeddings); 0 means any number
     * @param read other reading requests that one key may make in a minute; 0 means any number
     * @param write changing requests that one key may make in a minute; 0 means any number
     * @param failed requests without a valid key or token that one address may make in a minute; 0 means any number
     */
    @ConfigurationProperties("geofix.security.rate-limit")
    record RateLimit(@DefaultValue("1200") int locate, @DefaultValue("6000") int read,
            @DefaultValue("6000") int write, @DefaultValue("30") int failed) {
        RateLimit {
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
}
