package dev.geofix.demo;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.locate.StartGate;
import dev.geofix.model.ModelRegistry;
import dev.geofix.platform.KeyRequirement;
import dev.geofix.simulator.GalleryPlan;
import dev.geofix.simulator.GalleryWriter;
import dev.geofix.simulator.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Fills an empty data folder while the service already answers. Every step looks first at what is there, so that a start that was killed
 * is completed by the next one. A data folder that holds a model or gallery of the user's own is left alone.
 */
@Component
class FirstStart implements StartGate, DisposableBean {
    static final GalleryName GALLERY = new GalleryName("default");

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final int PHOTOS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DemoSettings settings;
    private final DemoFolder folder;
    private final DemoModel model;
    private final DemoGallery gallery;
    private final Environment environment;
    private final KeyRequirement keys;
    private volatile @Nullable String waitingFor;
    private volatile @Nullable Thread filling;
    private volatile boolean stopped;

    FirstStart(DemoSettings settings, DemoFolder folder, DemoModel model, DemoGallery gallery, ModelRegistry models,
            GalleryService galleries, Environment environment, KeyRequirement keys) {
        this.settings = settings;
        this.folder = folder;
        this.model = model;
        this.gallery = gallery;
        this.environment = environment;
        this.keys = keys;
        boolean ownData = !folder.isBegun() && !(models.list().isEmpty() && galleries.list().isEmpty());
        waitingFor = settings.enabled() && !ownData && !folder.isDone() ? "the demo model is being loaded" : null;
    }

    @Override
    public @Nullable String reasonToWait(GalleryName asked) {
        String reason = waitingFor;
        return reason == null || !asked.equals(GALLERY)
                ? null
                : "The first start is not done yet: " + reason + ". Ask again in a few seconds.";
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (waitingFor != null) {
            filling = Thread.ofPlatform().daemon().name("first-start").start(this::fill);
        } else if (Files.exists(folder.photo())) {
            sayHowToTry();
        }
    }

    private void fill() {
        try {
            folder.begin();
            model.install(folder.scratch());
            writeTown();
            DemoDataset.write(settings.seed(), folder.dataset());
            gallery.embed(folder.town(), progress -> waitingFor = progress);
            folder.finish();
            waitingFor = null;
            sayHowToTry();
        } catch (InterruptedException | IOException | RuntimeException e) {
            if (stopped) {
                log.info("The first start goes on when Geofix is started again.");
                return;
            }
            waitingFor = "it failed (" + e.getMessage() + "); the log says more. Start Geofix again to go on";
            log.error(
                    "The first start failed. Start Geofix again to go on, or with --geofix.demo.enabled=false to do without.",
                    e);
        }
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

    private void writeTown() throws IOException {
        Path town = folder.town();
        if (!Files.exists(town.resolve("manifest.csv"))) {
            GalleryPlan plan = new GalleryPlan(settings.seed(), Town.OPEN_SEA, settings.side(), settings.side(), 140,
                    100, 280, PHOTOS, 1024);
            Progress progress = new Progress(log, "made of the demo town's pictures");
            new GalleryWriter(plan).write(town, Runtime.getRuntime().availableProcessors(),
                    (done, total) -> waitingFor = progress.at(done, total));
        }
        folder.keepPhoto(town.resolve("photos/p-0001.jpg"));
    }

    private void sayHowToTry() {
        Integer port = environment.getProperty("local.server.port", Integer.class);
        boolean withKey = keys.isKeyRequired();
        log.info("Ready. Locate the sample photo{}:\n\n  {}\n",
                withKey ? " with a key in GEOFIX_KEY; the command keys create makes one" : "",
                TryIt.command(folder.photo(), Path.of("").toAbsolutePath(), port == null ? 8080 : port, withKey));
    }
}
