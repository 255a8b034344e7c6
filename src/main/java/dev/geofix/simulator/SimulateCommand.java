package dev.geofix.simulator;

import dev.geofix.platform.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: writes a made-up dataset or gallery to a folder. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false, description = "Writes satellite and drone views of a made-up town.")
public final class SimulateCommand implements Callable<Integer> {
    /** What to write. */
    enum Layout {
        university, sues, gallery
    }

    @Option(names = "--out", required = true, description = "Folder to write to; made if absent.")
    private Path out = Path.of(".");

    @Option(names = "--layout", defaultValue = "gallery", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Layout layout = Layout.gallery;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed, another town; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--classes", defaultValue = "100", description = "Places of a dataset; default ${DEFAULT-VALUE}.")
    private int classes;

    @Option(names = "--views", defaultValue = "8", description = "Drone views a place and height; default ${DEFAULT-VALUE}.")
    private int views;

    @Option(names = "--size", defaultValue = "280", description = "Side of a picture in pixels; default ${DEFAULT-VALUE}.")
    private int size;

    @Option(names = "--ground", defaultValue = "140", description = "Side of the ground of a satellite picture in metres; default ${DEFAULT-VALUE}.")
    private double ground;

    @Option(names = "--step", defaultValue = "100", description = "Distance of a gallery's tiles in metres; default ${DEFAULT-VALUE}.")
    private double step;

    @Option(names = "--side", defaultValue = "20", description = "Tiles of a gallery along each side; default ${DEFAULT-VALUE}.")
    private int side;

    @Option(names = "--photos", defaultValue = "40", description = "Drone photos over a gallery; default ${DEFAULT-VALUE}.")
    private int photos;

    @Option(names = "--photo-width", defaultValue = "1024", description = "Width of a drone photo in pixels; default ${DEFAULT-VALUE}.")
    private int photoWidth;

    @Option(names = "--threads", description = "Pictures rendered at once; default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Progress progress = Progress.printed(spec.commandLine().getOut(), "pictures");
        try {
            if (layout == Layout.gallery) {
                new GalleryWriter(
                        new GalleryWriter.Plan(seed, Town.OPEN_SEA, side, side, ground, Math.min(step, ground), size,
                                photos, photoWidth))
                        .write(out, threads, progress);
            } else {
                DatasetWriter writer = new DatasetWriter(new DatasetWriter.Plan(seed, classes, views, size, ground));
                if (layout == Layout.university) {
                    writer.writeUniversity(out, threads, progress);
                } else {
                    writer.writeSues(out, threads, progress);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter writer = spec.commandLine().getOut();
        writer.println("written to " + out);
        writer.flush();
        return 0;
    }
}
