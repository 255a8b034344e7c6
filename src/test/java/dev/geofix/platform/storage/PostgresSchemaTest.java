package dev.geofix.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.geofix.platform.SetupException;
import dev.geofix.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The tables of a PostgreSQL that versions of the program share while they are replaced. */
class PostgresSchemaTest {
    /** What a step may do that the version before does not notice. */
    private static final Pattern ADDITION = Pattern.compile("create (unique )?index .*|create table .*"
            + "|alter table \\w+ add column \\w+ (?!.*\\bnot null\\b(?!.*\\bdefault\\b)).*|create (or replace )?view .*");

    @Test
    void manyThatStartTogetherMakeThemOnce() throws Exception {
        DatabaseSettings settings = settings(PostgresServer.common().newDatabase());
        List<Callable<Boolean>> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starts.add(() -> {
                PostgresSchema.upgrade(settings);
                return true;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(starts.size())) {
            for (Future<Boolean> each : threads.invokeAll(starts)) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void aVersionThatOnlyAddedIsWorkedBeside() {
        String url = PostgresServer.common().newDatabase();
        PostgresSchema.upgrade(settings(url));
        applied(url, "1.9");
        PostgresSchema.upgrade(settings(url));
    }

    @Test
    void aVersionThatChangedMoreIsRefused() {
        String url = PostgresServer.common().newDatabase();
        PostgresSchema.upgrade(settings(url));
        applied(url, "2.0");
        assertThatThrownBy(() -> PostgresSchema.upgrade(settings(url))).isInstanceOf(SetupException.class)
                .hasMessageContaining("newer Geofix").hasMessageContaining("2.0");
    }

    @Test
    void aDatabaseOfOthersIsLeftAlone() {
        String url = PostgresServer.common().newDatabase();
        PostgresServer.execute(url, "create table customers (id integer)");
        assertThatThrownBy(() -> PostgresSchema.upgrade(settings(url))).isInstanceOfSatisfying(SetupException.class,
                e -> assertThat(e.wayOut()).contains("empty database"));
    }

    @Test
    void everyStepAfterTheFirstOnlyAdds() throws IOException {
        Resource[] steps = new PathMatchingResourcePatternResolver().getResources("classpath:db/postgresql/V*.sql");
        Arrays.sort(steps, Comparator.comparing(step -> String.valueOf(step.getFilename())));
        assertThat(steps[0].getFilename()).startsWith("V1.0__");
        for (Resource step : Arrays.asList(steps).subList(1, steps.length)) {
            assertThat(statements(step.getContentAsString(StandardCharsets.UTF_8))).as(step.getFilename())
                    .allMatch(PostgresSchemaTest::isAddition);
        }
    }

    @Test
    void theRuleOfAdditionsTellsThemApart() {
        assertThat(List.of("create table a (b text)", "create index a_b on a (b)",
                "alter table job add column priority integer not null default 0",
                "alter table job add column note text"))
                .allMatch(PostgresSchemaTest::isAddition);
        assertThat(List.of("drop table job", "alter table job drop column message", "alter table job rename to work",
                "alter table job alter column kind type integer", "alter table job add column note text not null",
                "update job set state = 'QUEUED'", "alter table job add constraint c check (done > 0)"))
                .noneMatch(PostgresSchemaTest::isAddition);
    }

    private static boolean isAddition(String statement) {
        return ADDITION.matcher(statement).matches();
    }

    private static List<String> statements(String script) {
        return Arrays.stream(script.replaceAll("(?m)^\\s*--.*$", "").split(";"))
                .map(statement -> statement.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty()).toList();
    }

    private static DatabaseSettings settings(String url) {
        return new DatabaseSettings(url, null, null, null, 3);
    }

    /** As a later version of the program would have left it. */
    private static void applied(String url, String version) {
        PostgresServer.execute(url, "insert into flyway_schema_history values (100, '" + version
                + "', 'later', 'SQL', 'V" + version + "__later.sql', 0, 'geofix', now(), 1, true)");
    }
}
