package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In the data folder's own database. */
class JobTest extends JobContract {
    @Override
    List<String> database() {
        return List.of();
    }

    @Override
    void execute(String sql) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("geofix.db"));
                Statement statement = database.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Nobody else will come for it. */
    @Test
    void failsWhenNobodyKnowsItsKind() {
        assertThat(ended(jobs().submit("juggling", Map.of()).id()).message()).contains("juggling");
    }
}
