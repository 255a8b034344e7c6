package dev.geofix.security;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The record of changing and administrative calls and of failed authentications.
 *
 * @param enabled whether the audit log is written
 * @param file file of the audit log; none given means audit/audit.jsonl in the data folder
 * @param maxFileSize length of one file of the audit log, which is then compressed and a new one begun, as it is every day
 * @param maxDays days that files of the audit log are kept
 * @param maxTotalSize length of all compressed files of the audit log; the oldest go first
 */
@ConfigurationProperties("geofix.security.audit")
record AuditSettings(@DefaultValue("true") boolean enabled, @Nullable Path file,
        @DefaultValue("10MB") DataSize maxFileSize, @DefaultValue("90") int maxDays,
        @DefaultValue("1GB") DataSize maxTotalSize) {}
