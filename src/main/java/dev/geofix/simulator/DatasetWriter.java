package dev.geofix.simulator;

import dev.geofix.imaging.ImageFile;
import dev.geofix.platform.ParallelTasks;
import dev.geofix.platform.Progress;
import dev.geofix.platform.UserException;
import dev.geofix.simulator.scene.PlaceHash;
import dev.geofix.simulator.scene.Point;
import dev.geofix.simulator.view.Camera;
import dev.geofix.simulator.view.Conditions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Writes places in the folder layouts of the two data sets of the field. Training and test places are disjoint; the
 * galleries of the test hold more places than are asked for.
 */
public final class DatasetWriter {
    private static final int[] SUES_HEIGHTS = {150, 200, 250, 300};

    private final Plan plan;
    private final Town town;
    private final List<Callable<Void>> tasks = new ArrayList<>();

    public DatasetWriter(Plan plan) {
        this.plan = plan;
        this.town = new Town(plan.seed());
    }

    /**
     * University-1652: {@code train/{drone,satellite}/NNNN} and {@code test/{query,gallery}_{drone,satellite}/NNNN}; as there,
     * of 1652 places 701 train, 701 are asked for, 250 only fill the galleries.
     */
    public void writeUniversity(Path folder, int threads, Progress progress) throws IOException {
        int half = Math.max(1, (int) Math.round(plan.classes() * 701 / 1652.0));
        for (int number = 0; number < plan.classes(); number++) {
            Place place = place(number);
            List<Path> roots = new ArrayList<>();
            if (number < half) {
                roots.add(folder.resolve("train"));
            } else {
                roots.add(folder.resolve("test/gallery_"));
            }
            if (number >= half && number < 2 * half) {
                roots.add(folder.resolve("test/query_"));
            }
            add(roots, "satellite", place, name(number) + ".jpg",
                    () -> ImageFile.jpeg(place.satellite(), PhotoFile.JPEG_QUALITY));
            for (int view = 0; view < plan.views(); view++) {
                int index = view;
                add(roots, "drone", place, String.format(Locale.ROOT, "image-%02d.jpeg", view + 1),
                        () -> ImageFile.jpeg(place.onSpiral(index, plan.views()), PhotoFile.JPEG_QUALITY));
            }
        }
        ParallelTasks.run(tasks, threads, progress);
    }

    /**
     * SUES-200: {@code Training/<height>/{drone,satellite}/NNNN} and
     * {@code Testing/<height>/{query,gallery}_{drone,satellite}/NNNN}; as there, three places of five train and all places
     * stand in the galleries.
     */
    public void writeSues(Path folder, int threads, Progress progress) throws IOException {
        int training = Math.max(1, (int) (plan.classes() * 0.6));
        for (int number = 0; number < plan.classes(); number++) {
            Place place = place(number);
            List<Path> everywhere = new ArrayList<>();
            for (int height : SUES_HEIGHTS) {
                List<Path> roots = List.of(folder.resolve("Testing/" + height + "/gallery_"),
                        number < training
                                ? folder.resolve("Training/" + height)
                                : folder.resolve("Testing/" + height + "/query_"));
                everywhere.addAll(roots);
                for (int view = 0; view < plan.views(); view++) {
                    int index = view;
                    add(roots, "drone", place, view + ".jpg",
                            () -> ImageFile.jpeg(place.atHeight(height, index, plan.views()), PhotoFile.JPEG_QUALITY));
                }
            }
            add(everywhere, "satellite", place, "0.png", () -> ImageFile.png(place.satellite()));
        }
        ParallelTasks.run(tasks, threads, progress);
    }

    /** One picture into one or more roots, each either a folder or, with a last underscore, the beginning of a name. */
    private void add(List<Path> roots, String view, Place place, String file, Callable<byte[]> picture) {
        tasks.add(() -> {
            byte[] content = picture.call();
            for (Path root : roots) {
                Path folder = root.toString().endsWith("_")
                        ? root.resolveSibling(root.getFileName() + view)
                        : root.resolve(view);
                ImageFile.write(folder.resolve(name(place.number())).resolve(file), content);
            }
            return null;
        });
    }

    private Place place(int number) {
        return new Place(town, plan.seed(), number, plan.groundMeters(), plan.pixels());
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "%04d", number + 1);
    }

    /** One class of a dataset: a spot of a town and how it is seen. No two places of a dataset show the same ground. */
    private record Place(Town town, long seed, int number, double groundMeters, int pixels) {
        private static final double FIELD_OF_VIEW = 62;
        private static final int PLACES_A_ROW = 64;
        private static final double PITCH = 1.4;

        Point center() {
            double step = PITCH * groundMeters;
            return new Point(step * (number % PLACES_A_ROW + 0.25 * PlaceHash.unit(seed, number, 0, 101)),
                    step * (number / PLACES_A_ROW + 0.25 * PlaceHash.unit(seed, number, 1, 101)));
        }

        BufferedImage satellite() {
            return town.satellite(center(), groundMeters, pixels,
                    Conditions.satellite(PlaceHash.of(seed, number, 2, 101)));
        }

        /** View {@code index} of {@code count} on a spiral of three turns that comes down from 256 m to 121.5 m. */
        BufferedImage onSpiral(int index, int count) {
            double share = count == 1 ? 0.5 : index / (count - 1.0);
            return view(index, 256 - 134.5 * share, 1080.0 * index / count, 18 + 27 * share);
        }

        /** View {@code index} of {@code count} on a half circle at one height. */
        BufferedImage atHeight(double height, int index, int count) {
            return view(index + ((int) height) * 100, height, 180.0 * index / count, 15 + 25.0 * index / count);
        }

        private BufferedImage view(int salt, double height, double turn, double tilt) {
            SplittableRandom random = PlaceHash.random(seed, number, salt, 102);
            double start = 360 * PlaceHash.unit(seed, number, 3, 101);
            Point target = new Point(center().x() + 4 * random.nextGaussian(),
                    center().y() + 4 * random.nextGaussian());
            Camera camera = Camera.lookingAt(target, height, start + turn + 2 * random.nextGaussian(),
                    Math.clamp(tilt + 2 * random.nextGaussian(), 0, 60), FIELD_OF_VIEW, pixels, pixels);
            return town.drone(camera, Conditions.drone(PlaceHash.of(seed, number, 4, 101)));
        }
    }

    /**
     * Size of a dataset.
     *
     * @param classes places in all, the distractors included
     * @param views drone views a place (and height)
     * @param pixels side of every picture
     * @param groundMeters side of the ground that a satellite picture shows
     */
    public record Plan(long seed, int classes, int views, int pixels, double groundMeters) {
        public Plan {
            if (classes < 2 || classes > 9999) {
                throw new UserException("a dataset has 2 to 9999 classes, not " + classes);
            }
            if (views < 1 || views > 999) {
                throw new UserException("a class has 1 to 999 drone views, not " + views);
            }
            if (pixels < 16 || pixels > 4096 || !(groundMeters >= 20 && groundMeters <= 2000)) {
                throw new UserException("pictures must be 16 to 4096 pixels of 20 to 2000 m, not " + pixels
                        + " pixels of " + groundMeters + " m");
            }
        }
    }
}
