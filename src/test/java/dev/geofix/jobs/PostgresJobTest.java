package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** In a PostgreSQL, which the service has for itself here. */
class PostgresJobTest extends JobContract {
    private final String url = newDatabase();

    String newDatabase() {
        return PostgresServer.common().newDatabase();
    }

    @Override
    List<String> database() {
        return List.of("--geofix.database=" + url);
    }

    @Override
    void execute(String sql) {
        PostgresServer.execute(url, sql);
    }

    /** Another version of the program, that has just come or is about to go, may know it: it has an hour. */
    @Test
    void aJobOfAnUnknownKindIsLeftToOthersForAnHour() throws Exception {
        UUID id = jobs().submit("juggling", Map.of()).id();
        Thread.sleep(3000);
        assertThat(jobs().get(id).state()).isEqualTo(JobState.QUEUED);

        execute("update job set created = created - 3600001");
        assertThat(ended(id).message()).contains("juggling");
    }

    @Test
    void keepsTextThatThisDatabaseCannotHold() {
        Job job = jobs().submit("nul", Map.of("text", "a\0b"));
        assertThat(ended(job.id()).message()).isEqualTo("a\uFFFDb");
        assertThat(jobs().get(job.id()).parameters()).containsEntry("text", "a\0b");
        assertThat(jobs().get(job.id()).refused().first().getFirst().item()).isEqualTo("x\uFFFDy");
        assertThat(jobs().list(null, "a\0b", 10)).isEmpty();
    }
}
