package dev.geofix.jobs;

import dev.geofix.platform.GeofixSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;

/** The text log of one job, a file in the job's folder; a resumed job goes on writing where it stopped. */
record JobLog(Path folder) {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    static JobLog of(GeofixSettings settings, UUID id) {
        return new JobLog(JobService.folders(settings.sharedFolder()).resolve(id.toString()));
    }

    Path file() {
        return folder.resolve("job.log");
    }

    /** One line, whatever a stranger's manifest calls the item: nothing in it begins another one, or writes to the terminal of whoever reads it. */
    void refused(String item, String reason) {
        append(UNPRINTABLE.matcher("refused " + item + ": " + reason).replaceAll("?"));
    }

    void append(String line) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(), Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(), e);
        }
    }
}
