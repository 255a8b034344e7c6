package dev.geofix.platform;

import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at the start who can reach the service: without keys, nobody but this machine should. */
@Component
class StartNotice {
    private static final Logger log = LoggerFactory.getLogger(StartNotice.class);

    private final ServerProperties server;
    private final GeofixSettings settings;

    StartNotice(ServerProperties server, GeofixSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        InetAddress address = server.getAddress();
        log.info("Data folder: {}", settings.data());
        if (address != null && address.isLoopbackAddress()) {
            log.info("No key is configured, so only this machine can ask: http://localhost:{}", port);
        } else {
            log.warn("Anyone who reaches port {} can read and change everything: no key is configured. "
                    + "Leave out server.address, or put a proxy that checks callers in front.", port);
        }
    }
}
