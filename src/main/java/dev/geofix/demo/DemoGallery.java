package dev.geofix.demo;

import dev.geofix.gallery.GalleryService;
import dev.geofix.ingest.ImportService;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/** The default gallery, filled by an import like any other: with the map of a real campus, which comes with the application as does a photo of a flight over it. */
@Component
class DemoGallery {
    private static final Logger log = LoggerFactory.getLogger(DemoGallery.class);
    private static final String CAMPUS = "classpath:/demo/campus/";
    private static final String DESCRIPTION = "A real campus of 900 by 890 m, cut from a satellite map";
    private static final int RECENT = 20;
    private static final long LOOK_MILLIS = 250;

    private final DemoSettings settings;
    private final ResourceLoader resources;
    private final GalleryService galleries;
    private final ImportService imports;
    private final JobService jobs;

    DemoGallery(DemoSettings settings, ResourceLoader resources, GalleryService galleries, ImportService imports,
            JobService jobs) {
        this.settings = settings;
        this.resources = resources;
        this.galleries = galleries;
        this.imports = imports;
        this.jobs = jobs;
    }

    boolean exists() {
        return galleries.exists(FirstStart.GALLERY);
    }

    /** Puts the map where imports read from, and the photo beside it. */
    void unpackCampus(DemoFolder folder) throws IOException {
        // An import that goes on from an earlier start may be reading the map.
        if (!Files.exists(folder.map())) {
            folder.write(folder.map(), read("campus.tif"));
        }
        folder.write(folder.photo(), read("photo.jpg"));
    }

    /** How the map is cut into tiles. */
    SourceOptions campusOptions() {
        return new SourceOptions(null, null, null, null, null, settings.groundMeters(), settings.overlap());
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = resources.getResource(CAMPUS + name).getInputStream()) {
            return in.readAllBytes();
        }
    }

    /**
     * Returns when all tiles are embedded.
     *
     * @param source what is imported
     * @param progress hears how far it is
     * @throws IllegalStateException when the import fails
     */
    void fill(Path source, SourceOptions options, Consumer<String> progress) throws InterruptedException {
        if (!exists()) {
            galleries.create(FirstStart.GALLERY, DESCRIPTION);
        }
        Job job = underWay(source, options);
        StartProgress told = new StartProgress(log, "tiles of the default gallery are embedded");
        while (!job.state().isTerminal()) {
            Long total = job.progress().total();
            progress.accept(total == null
                    ? "the default gallery is about to be embedded"
                    : told.at(job.progress().done(), total));
            Thread.sleep(LOOK_MILLIS);
            job = jobs.get(job.id());
        }
        if (job.state() != JobState.SUCCEEDED) {
            throw new IllegalStateException("the import of the demo gallery ended as " + job.state() + ": "
                    + job.message());
        }
    }

    /** An import that an earlier start left unfinished is already going on again. */
    private Job underWay(Path source, SourceOptions options) {
        return jobs.list(null, null, RECENT).stream().filter(job -> !job.state().isTerminal())
                .filter(job -> source.toString().equals(job.parameters().get("source"))
                        && FirstStart.GALLERY.value().equals(job.parameters().get("gallery")))
                .findFirst().orElseGet(() -> imports.startTrusted(FirstStart.GALLERY, source, options));
    }

    /** Writes into the log every few seconds how far a step has come. */
    private static final class StartProgress {
        private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

        private final Logger log;
        private final String what;
        private long said = System.nanoTime();

        StartProgress(Logger log, String what) {
            this.log = log;
            this.what = what;
        }

        /** @return the sentence that stands for this progress */
        String at(long done, long total) {
            String sentence = done + " of " + total + " " + what;
            long now = System.nanoTime();
            if (now - said > INTERVAL) {
                said = now;
                log.info("First start: {}", sentence);
            }
            return sentence;
        }
    }
}
