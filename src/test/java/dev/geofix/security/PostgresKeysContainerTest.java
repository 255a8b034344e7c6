package dev.geofix.security;

import dev.geofix.testing.InDocker;
import dev.geofix.testing.OfficialImages;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.postgresql.PostgreSQLContainer;

@InDocker
class PostgresKeysContainerTest extends KeysContract {
    @Container
    private static final PostgreSQLContainer SERVER = OfficialImages.postgres();

    @Override
    Keys keys() {
        return Keys.of(OfficialImages.newDatabase(SERVER));
    }
}
