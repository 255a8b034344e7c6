package dev.geofix.dataset;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.platform.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code views}: a dataset of satellite and drone views, made of aerial images. */
@Command(name = "views", mixinStandardHelpOptions = true, sortOptions = false, description = "Makes a dataset of aerial images: each is a place, and drone views of it are simulated.")
public final class ViewsCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, description = "Folder of aerial images, or of map tiles with tiles.csv; repeatable.")
    private List<Path> from = List.of();

    @Option(names = "--out", required = true, description = "Folder to write to; made if absent, empty if not.")
    private Path out = Path.of(".");

    @Option(names = "--size", defaultValue = "280", description = "Side of a picture in pixels; default ${DEFAULT-VALUE}.")
    private int size;

    @Option(names = "--views", defaultValue = "6", description = "Drone views of a place to learn from; default ${DEFAULT-VALUE}.")
    private int views;

    @Option(names = "--test-views", defaultValue = "2", description = "Drone views of a place of the test; default ${DEFAULT-VALUE}.")
    private int testViews;

    @Option(names = "--test-share", defaultValue = "0.25", description = "Share of the places that go to the test; default ${DEFAULT-VALUE}.")
    private double testShare;

    @Option(names = "--distractors", defaultValue = "0.25", description = "Share of the test's places in galleries only; default ${DEFAULT-VALUE}.")
    private double distractors;

    @Option(names = "--turn", defaultValue = "180", description = "Views turn by up to so many degrees; default ${DEFAULT-VALUE}.")
    private double turn;

    @Option(names = "--light", defaultValue = "1", description = "Strength of changes of light and camera, 0 to 1; default ${DEFAULT-VALUE}.")
    private double light;

    @Option(names = "--occlusion", defaultValue = "0.4", description = "Chance that something hides a part; default ${DEFAULT-VALUE}.")
    private double occlusion;

    @Option(names = "--seed", defaultValue = "1", description = "Of split and views; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", description = "Places worked on at once; default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter writer = spec.commandLine().getOut();
        ViewsPlan plan = new ViewsPlan(seed, size, views, testViews, testShare, distractors, turn, light, occlusion);
        writer.println("looking for images that share ground");
        writer.flush();
        ViewsWriter.ViewsReport report = new ViewsWriter(plan, new ImageDecoder(ImageLimits.DEFAULT)).write(from, out,
                threads,
                Progress.printed(writer, "places"));
        writer.printf("%d places to learn from, %d to ask for, %d only in galleries, %d images left out%n",
                report.train(), report.queries(), report.distractors(), report.leftOut());
        report.unreadable().forEach(line -> writer.println("not read: " + line));
        writer.println("written to " + out);
        writer.flush();
        return 0;
    }
}
