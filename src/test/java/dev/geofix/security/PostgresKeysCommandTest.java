package dev.geofix.security;

import dev.geofix.testing.PostgresServer;

class PostgresKeysCommandTest extends KeysContract {
    @Override
    Keys keys() {
        return Keys.of(PostgresServer.common().newDatabase());
    }
}
