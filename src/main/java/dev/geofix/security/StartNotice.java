package dev.geofix.security;

import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.storage.OperationsDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says at the start who can reach the service. */
@Component
class StartNotice {
    private static final Logger log = LoggerFactory.getLogger(StartNotice.class);
    private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";

    private final KeyRing keys;
    private final GeofixSettings settings;
    private final Environment environment;
    private final OperationsDatabase database;

    StartNotice(KeyRing keys, GeofixSettings settings, Environment environment, OperationsDatabase database) {
        this.database = database;
        this.keys = keys;
        this.settings = settings;
        this.environment = environment;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() != null) {
            return;
        }
        int port = event.getWebServer().getPort();
        log.info("Data folder: {}", settings.data());
        if (database.isShared()) {
            log.info("Jobs, keys and audit: {}; this instance is {}", database.name(), database.home());
            if (settings.shared() == null) {
                log.warn(
                        "geofix.shared is not set, so models, job folders and uploads are in this instance's data folder: "
                                + "that is right only while no other instance uses the database");
            }
        }
        if (keys.isKeyless()) {
            log.info("No key is configured, so only this machine can ask: http://localhost:{}", port);
        } else {
            log.info("Callers on port {} need a key or token. The command keys makes, lists and revokes keys.", port);
        }
        if (keys.takesTokens() && !Binder.get(environment).bind(AUDIENCES, Bindable.listOf(String.class)).isBound()) {
            log.warn("Every token of the token server is taken, those for other services too: name this one in {}.",
                    AUDIENCES);
        }
    }
}
