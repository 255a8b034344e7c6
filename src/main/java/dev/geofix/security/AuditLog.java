package dev.geofix.security;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.FileSize;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.SetupException;
import dev.geofix.platform.storage.DatabaseAwayException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of JSON for each entry, in a file that is rolled every day and by size. All but plain ASCII is escaped, so that no name can begin a line of its own
 * or write to the terminal of whoever reads it. Where several processes share a database, and no file is named, it is the database's {@link AuditTable}. The logging library writes it, by a context of its own: levels and patterns of the service's log do not
 * concern it.
 */
@Component
class AuditLog implements DisposableBean {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("audit");
    private final boolean isEnabled;
    private final @Nullable AuditTable table;

    AuditLog(SecuritySettings.Audit settings, GeofixSettings geofix, OperationsDatabase database) {
        isEnabled = settings.enabled();
        table = isEnabled && database.isShared() && settings.file() == null
                ? new AuditTable(database, settings.maxDays())
                : null;
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.getStatusManager().add(AuditLog::complain);
        if (isEnabled && table == null) {
            Path file = Objects.requireNonNullElse(settings.file(), geofix.data().resolve("audit/audit.jsonl"))
                    .toAbsolutePath();
            makeFolder(Objects.requireNonNullElse(file.getParent(), file));
            RollingFileAppender<ILoggingEvent> appender = appender(file, settings);
            if (!appender.isStarted()) {
                throw new SetupException("The audit log " + file + " cannot be written.",
                        "Name a file that this user may write in geofix.security.audit.file, or do without one with "
                                + "geofix.security.audit.enabled=false.",
                        null);
            }
            logger.addAppender(appender);
        }
    }

    /** For its owner alone, where the system knows such a thing. What cannot be made is found when the file is opened. */
    private static void makeFolder(Path folder) {
        boolean hasOwners = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = hasOwners
                ? new FileAttribute<?>[]{
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
        try {
            Files.createDirectories(folder, owner);
        } catch (IOException e) {
            log.debug("the folder of the audit log cannot be made", e);
        }
    }

    /**
     * Writes a call down before it changes anything, where the audit stands in a shared database.
     *
     * @param entry whose status does not count yet
     * @return the number with which its end is added; null where only the end is written
     * @throws dev.geofix.platform.storage.DatabaseAwayException when it cannot be written; then the call must not go on
     */
    @Nullable
    Long begin(Entry entry) {
        return table == null ? null : table.add(entry, false);
    }

    void end(long number, int status) {
        if (table != null) {
            table.end(number, status);
        }
    }

    /** A call that has ended and whose beginning was not written down. */
    void add(Entry entry) {
        if (table != null) {
            try {
                table.add(entry, true);
            } catch (DatabaseAwayException e) {
                log.warn("The audit misses a call that was refused, {}, while its database does not answer", entry);
            }
        } else if (isEnabled) {
            logger.info(JSON.writeValueAsString(entry));
        }
    }

    @Override
    public void destroy() {
        if (table != null) {
            table.close();
        }
        context.stop();
    }

    /** The library tells nobody else that a line is lost, on a full disk for instance. */
    private static void complain(Status status) {
        if (status.getEffectiveLevel() >= Status.WARN) {
            log.warn("The audit log: {} {}", status.getMessage(), String.valueOf(status.getThrowable()));
        }
    }

    private RollingFileAppender<ILoggingEvent> appender(Path file, SecuritySettings.Audit settings) {
        PatternLayoutEncoder line = new PatternLayoutEncoder();
        line.setContext(context);
        line.setCharset(StandardCharsets.US_ASCII);
        line.setPattern("%msg%n");
        line.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("audit");
        appender.setFile(file.toString());
        appender.setEncoder(line);
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        rolling.setMaxFileSize(new FileSize(settings.maxFileSize().toBytes()));
        rolling.setMaxHistory(settings.maxDays());
        rolling.setTotalSizeCap(new FileSize(settings.maxTotalSize().toBytes()));
        rolling.setCleanHistoryOnStart(true);
        rolling.start();
        appender.setRollingPolicy(rolling);
        appender.start();
        return appender;
    }

    /**
     * Who asked for which change, and how it ended. Never holds a key, a token or a body.
     *
     * @param caller key, token, local, or none
     * @param id public part of the key, or the token's subject
     * @param address of the other end of the connection
     * @param path as it was sent, without its query
     * @param failure why a key or token was not accepted
     * @param request its id, where requests have one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(Instant time, String caller, @Nullable String id, @Nullable String name, String address,
            String method,
            String path, int status, @Nullable String failure, @Nullable String request) {}
}
