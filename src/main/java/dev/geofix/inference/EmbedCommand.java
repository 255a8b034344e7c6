package dev.geofix.inference;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import dev.geofix.platform.NpyFile;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code embed}: descriptors of a folder of images as a NumPy matrix, in the order of the file names. */
@Command(name = "embed", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Writes the descriptors of images to a NumPy file.")
public final class EmbedCommand implements Callable<Integer> {
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "webp");
    private static final int BATCH = 16;

    @Option(names = "--model", required = true, description = "folder of the model")
    private Path model = Path.of(".");

    @Option(names = "--images", required = true, description = "folder of images, with its folders")
    private Path images = Path.of(".");

    @Option(names = "--view", description = "${COMPLETION-CANDIDATES}: which side the images show")
    private View view = View.SATELLITE;

    @Option(names = "--out", required = true, description = "file to write, .npy")
    private Path out = Path.of("descriptors.npy");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter told = spec.commandLine().getOut();
        List<Path> files = files();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        List<float[]> rows = new ArrayList<>();
        try (ModelOnDisk opened = ModelOnDisk.open(model)) {
            for (int from = 0; from < files.size(); from += BATCH) {
                List<RgbImage> batch = new ArrayList<>();
                for (Path file : files.subList(from, Math.min(from + BATCH, files.size()))) {
                    try {
                        batch.add(decoder.decode(Files.readAllBytes(file)));
                    } catch (ImageRejectedException e) {
                        told.println(file + " is left out: " + e.getMessage());
                    }
                }
                if (!batch.isEmpty()) {
                    opened.encoder().embedAll(batch, view).forEach(descriptor -> rows.add(descriptor.values()));
                }
            }
            try (NpyFile.Writer matrix = NpyFile.floats(out, rows.size(), opened.encoder().dimension())) {
                for (float[] row : rows) {
                    matrix.write(row);
                }
            }
        }
        told.println(rows.size() + " descriptors written to " + out);
        told.flush();
        return 0;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(images)) {
            List<Path> files = all.filter(file -> IMAGES.contains(suffix(file))).sorted().toList();
            if (files.isEmpty()) {
                throw new UserException("There is no image below " + images + ": it looks for " + IMAGES);
            }
            return files;
        }
    }

    private static String suffix(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
