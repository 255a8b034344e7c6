package dev.geofix.demo;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.locate.StartupCheck;
import dev.geofix.platform.KeyRequirement;
import dev.geofix.platform.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Fills an empty data folder while the service already answers: first what the sample photo needs, then, while photos
 * are located, the examples. Every step looks first at what is there, so that a start that was killed is completed by
 * the next one. A data folder that holds a model or gallery of the user's own is left alone. The readiness
 * probe knows it as defaultGallery.
 */
@Component("defaultGallery")
class FirstStart implements StartupCheck, HealthIndicator, DisposableBean {
    static final GalleryName GALLERY = new GalleryName("default");

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DemoFolder folder;
    private final DemoModel model;
    private final DemoGallery gallery;
    private final DemoExamples examples;
    private final Environment environment;
    private final KeyRequirement keys;
    private final boolean wanted;
    private volatile @Nullable String waitingFor;
    private volatile @Nullable Thread filling;
    private volatile boolean stopped;

    FirstStart(DemoSettings settings, DemoFolder folder, DemoModel model, DemoGallery gallery,
            DemoExamples examples, ModelRegistry models, GalleryService galleries, Environment environment,
            KeyRequirement keys) {
        this.folder = folder;
        this.model = model;
        this.gallery = gallery;
        this.examples = examples;
        this.environment = environment;
        this.keys = keys;
        boolean ownData = !folder.isBegun() && !(models.list().isEmpty() && hasNone(galleries));
        wanted = settings.enabled() && !ownData && !folder.isDone();
        waitingFor = wanted && !folder.isFilled() ? "the demo model is being loaded" : null;
    }

    /** Where galleries are kept elsewhere and cannot be asked for, there may be some. */
    private static boolean hasNone(GalleryService galleries) {
        try {
            return galleries.list().isEmpty();
        } catch (UnavailableException e) {
            log.warn("This start makes no demo: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public @Nullable String reasonToWait(GalleryName asked) {
        String reason = waitingFor;
        return reason == null || !asked.equals(GALLERY)
                ? null
                : "The first start is not done yet: " + reason + ". Ask again in a few seconds.";
    }

    /** Ready once the default gallery can be asked. */
    @Override
    public Health health() {
        String reason = reasonToWait(GALLERY);
        return reason == null ? Health.up().build() : Health.outOfService().withDetail("reason", reason).build();
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (waitingFor == null && Files.exists(folder.photo())) {
            sayHowToTry();
        }
        if (wanted) {
            filling = Thread.ofPlatform().daemon().name("first-start").start(this::complete);
        }
    }

    private void complete() {
        try {
            if (!folder.isFilled()) {
                fill();
                folder.markFilled();
                waitingFor = null;
                sayHowToTry();
            }
            examples.write(folder.town(), folder.dataset());
            folder.finish();
            log.info("Examples: {} for an import, {} for a training.", folder.town(), folder.dataset());
        } catch (InterruptedException | IOException | RuntimeException e) {
            if (stopped) {
                log.info("The first start goes on when Geofix is started again.");
            } else if (waitingFor == null) {
                log.warn("The examples of an import and a training could not be written; the next start tries again.",
                        e);
            } else {
                waitingFor = "it failed (" + e.getMessage() + "); the log says more. Start Geofix again to go on";
                log.error(
                        "The first start failed. Start Geofix again to go on, or with --geofix.demo.enabled=false to do without.",
                        e);
            }
        }
    }

    private void fill() throws IOException, InterruptedException {
        // A gallery of the town that an earlier version left half full stays a gallery of the town.
        if (folder.isBegunWithTown() && gallery.exists()) {
            gallery.fill(folder.town(), SourceOptions.NONE, progress -> waitingFor = progress);
            return;
        }
        folder.begin();
        model.install(folder.scratch());
        gallery.unpackCampus(folder);
        gallery.fill(folder.map(), gallery.campusOptions(), progress -> waitingFor = progress);
    }

    @Override
    public void destroy() throws InterruptedException {
        stopped = true;
        Thread thread = filling;
        if (thread != null) {
            thread.interrupt();
            thread.join(PATIENCE);
        }
    }

    private void sayHowToTry() {
        int port = environment.getProperty("local.server.port", Integer.class, 8080);
        boolean withKey = keys.isKeyRequired();
        log.info("Ready. Locate the sample photo{}:\n\n  {}\n\nor open http://localhost:{}/ and drop it.\n",
                withKey ? " with a key in GEOFIX_KEY; the command keys create makes one" : "",
                TryIt.command(folder.photo(), Path.of("").toAbsolutePath(), port, withKey),
                port);
    }

    /** The command that locates the sample photo, as the user can paste it into the shell that started Geofix. */
    static final class TryIt {
        private TryIt() {}

        /**
         * @param workingFolder of the user's shell; a photo below it is named from there
         * @param port that the service listens on
         * @param withKey whether callers need a key, which is then taken from the variable GEOFIX_KEY
         */
        static String command(Path photo, Path workingFolder, int port, boolean withKey) {
            Path named = photo.startsWith(workingFolder) ? workingFolder.relativize(photo) : photo;
            String key = withKey ? "-H \"Authorization: Bearer $GEOFIX_KEY\" " : "";
            return "curl -s " + key + "-F " + quoted("image=@" + named) + " http://localhost:" + port
                    + "/api/v1/locate";
        }

        private static String quoted(String word) {
            return word.matches("[A-Za-z0-9_@=./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
        }
    }
}
