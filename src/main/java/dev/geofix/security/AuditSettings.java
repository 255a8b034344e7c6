package dev.geofix.security;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The record of changing and administrative calls and of failed authentications.
 *
 * @param enabled whether it is written
 * @param file where; none given means audit/audit.jsonl in the data folder
 * @param maxFileSize bytes of one file, which is then compressed and a new one begun, as it is every day
 * @param maxDays days that files are kept
 * @param maxTotalSize bytes of all compressed files; the oldest go first
 */
@ConfigurationProperties("geofix.security.audit")
record AuditSettings(@DefaultValue("true") boolean enabled, @Nullable Path file,
        @DefaultValue("10MB") DataSize maxFileSize, @DefaultValue("90") int maxDays,
        @DefaultValue("1GB") DataSize maxTotalSize) {}
