package dev.geofix.security;

import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.SetupException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Looks, before a port is opened, that nobody but this machine reaches a service without keys. */
@Component
class LoopbackBinding implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {
    private static final String KEY = "Make a key first: java -jar geofix.jar keys create --name NAME --role admin ";

    private final KeyRing keys;
    private final ServerProperties server;
    private final Environment environment;
    private final GeofixSettings geofix;
    private final OperationsDatabase database;

    LoopbackBinding(KeyRing keys, ServerProperties server, Environment environment,
            GeofixSettings geofix, OperationsDatabase database) {
        this.database = database;
        this.keys = keys;
        this.server = server;
        this.environment = environment;
        this.geofix = geofix;
    }

    /** @throws SetupException when others could reach it */
    @Override
    public void customize(ConfigurableWebServerFactory factory) {
        if (!keys.isKeyless()) {
            return;
        }
        check("server.address", server.getAddress());
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            check("management.server.address", Binder.get(environment)
                    .bindOrCreate("management.server", ManagementServerProperties.class).getAddress());
        }
    }

    private void check(String setting, @Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new SetupException("No key is configured, and with " + setting + " set to "
                    + (address == null ? "nothing, which is every address," : address.getHostAddress())
                    + " others than this machine could read and change everything.",
                    KEY + (database.isShared() ? "--database ADDRESS" : "--data " + geofix.data())
                            + System.lineSeparator() + "Or name keys in geofix.security.keys-file, or a "
                            + "token server in spring.security.oauth2.resourceserver.jwt.issuer-uri. To try it on this "
                            + "machine alone, set " + setting + " to 127.0.0.1.",
                    null);
        }
    }
}
