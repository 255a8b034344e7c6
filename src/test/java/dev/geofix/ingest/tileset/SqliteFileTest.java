package dev.geofix.ingest.tileset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.ingest.source.UnusableSourceException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    @Test
    void aViewThatNeverEndsIsEnded(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("view.mbtiles");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create view tiles as with recursive n(i) as (select 0 union all select i + 1 from n)
                    select 18 as zoom_level, i as tile_column, 1 as tile_row, zeroblob(10) as tile_data from n""");
        }
        try (SqliteFile file = SqliteFile.open(path, Duration.ofMillis(300))) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> new TileRows(file, "tiles", 1000).zooms()).satisfies(e -> {
                        UnusableSourceException words = file.unreadable(e);
                        assertThat(words).hasMessageContaining("view.mbtiles takes too long")
                                .hasMessageContaining("Export it again");
                    });
        }
    }
}
