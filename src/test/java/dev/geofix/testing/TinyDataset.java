package dev.geofix.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A data set in the layout of University-1652 whose pictures are small: for trainings of seconds that learn nothing much. */
public final class TinyDataset {
    private static final int SIDE = 64;

    /** Settings of a network and a training that fit it. */
    public static final Map<String, Object> SETTINGS = Map.of("network.backbone", "CONVNEXT_ATTO", "network.stripes", 2,
            "network.partDimension", 16, "input.inputSize", SIDE, "batch", 2, "epochs", 2);

    private TinyDataset() {}

    /** Four places to learn from and three to be asked for. */
    public static Path write(Path root) throws IOException {
        training(root, 4);
        for (int place = 5; place < 8; place++) {
            for (String part : new String[]{"query_drone", "gallery_drone", "query_satellite", "gallery_satellite"}) {
                picture(root.resolve("test").resolve(part), place, part.endsWith("drone") ? 1 : 0);
            }
        }
        return root;
    }

    /** The training half alone. */
    public static Path training(Path root, int places) throws IOException {
        for (int place = 1; place <= places; place++) {
            picture(root.resolve("train/satellite"), place, 0);
            picture(root.resolve("train/drone"), place, 1);
            picture(root.resolve("train/drone"), place, 2);
        }
        return root;
    }

    private static void picture(Path view, int place, int number) throws IOException {
        Path folder = Files.createDirectories(view.resolve("%04d".formatted(place)));
        BufferedImage picture = Pictures.picture(place * 10 + number, SIDE);
        Files.write(folder.resolve(number + ".png"), Pictures.png(picture));
    }
}
