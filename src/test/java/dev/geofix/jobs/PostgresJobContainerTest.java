package dev.geofix.jobs;

import dev.geofix.testing.InDocker;
import dev.geofix.testing.OfficialImages;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.postgresql.PostgreSQLContainer;

@InDocker
class PostgresJobContainerTest extends PostgresJobTest {
    @Container
    private static final PostgreSQLContainer SERVER = OfficialImages.postgres();

    @Override
    String newDatabase() {
        return OfficialImages.newDatabase(SERVER);
    }
}
