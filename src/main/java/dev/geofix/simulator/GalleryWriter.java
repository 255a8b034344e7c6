package dev.geofix.simulator;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageFile;
import dev.geofix.platform.ParallelTasks;
import dev.geofix.platform.Progress;
import dev.geofix.platform.UserException;
import dev.geofix.simulator.scene.Area;
import dev.geofix.simulator.scene.PlaceHash;
import dev.geofix.simulator.scene.Point;
import dev.geofix.simulator.view.Camera;
import dev.geofix.simulator.view.Conditions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Writes a gallery: {@code tiles/*.jpg} with {@code manifest.csv}, and {@code photos/*.jpg} with {@code photos.csv}, the
 * truth about them. The lists come last, so a folder that has them is complete.
 */
public final class GalleryWriter {
    private static final String TILE_COLUMNS = "file,tile,latitude,longitude,west,south,east,north";
    private static final String PHOTO_COLUMNS = "file,latitude,longitude,cameraLatitude,cameraLongitude,height,heading,tilt";
    private static final int PHOTOS_A_FLIGHT = 5;

    private final Plan plan;
    private final Town town;
    private final Conditions satellite;

    public GalleryWriter(Plan plan) {
        this.plan = plan;
        this.town = new Town(plan.seed(), plan.origin());
        this.satellite = Conditions.satellite(plan.seed());
    }

    public void write(Path folder, int threads, Progress progress) throws IOException {
        List<Callable<Void>> tasks = new ArrayList<>();
        List<String> tiles = new ArrayList<>(List.of(TILE_COLUMNS));
        for (int row = 0; row < plan.rows(); row++) {
            for (int column = 0; column < plan.columns(); column++) {
                addTile(folder, column, row, tasks, tiles);
            }
        }
        List<String> photos = new ArrayList<>(List.of(PHOTO_COLUMNS));
        for (int number = 0; number * PHOTOS_A_FLIGHT < plan.photos(); number++) {
            int count = Math.min(PHOTOS_A_FLIGHT, plan.photos() - number * PHOTOS_A_FLIGHT);
            addFlight(folder, Flight.over(plan.core(), plan.seed(), number, count, plan.photoWidth()), tasks, photos);
        }
        ParallelTasks.run(tasks, threads, progress);
        writeLines(folder.resolve("photos.csv"), photos);
        writeLines(folder.resolve("manifest.csv"), tiles);
    }

    private void addTile(Path folder, int column, int row, List<Callable<Void>> tasks, List<String> lines) {
        String name = String.format(Locale.ROOT, "t-%04d", row * plan.columns() + column + 1);
        BoundingBox box = town.toGeo(plan.tile(column, row));
        GeoPoint center = box.center();
        lines.add(String.format(Locale.ROOT, "tiles/%s.jpg,%s,%.8f,%.8f,%.8f,%.8f,%.8f,%.8f", name, name,
                center.latitude(), center.longitude(), box.west(), box.south(), box.east(), box.north()));
        tasks.add(() -> {
            ImageFile.write(folder.resolve("tiles/" + name + ".jpg"),
                    ImageFile.jpeg(town.satellite(box, plan.tilePixels(), plan.tilePixels(), satellite),
                            PhotoFile.JPEG_QUALITY));
            return null;
        });
    }

    private void addFlight(Path folder, Flight flight, List<Callable<Void>> tasks, List<String> lines) {
        for (Camera camera : flight.cameras()) {
            String file = String.format(Locale.ROOT, "photos/p-%04d.jpg", lines.size());
            GeoPoint target = town.toGeo(camera.target());
            GeoPoint position = town.toGeo(new Point(camera.east(), camera.north()));
            lines.add(String.format(Locale.ROOT, "%s,%.8f,%.8f,%.8f,%.8f,%.2f,%.2f,%.2f", file, target.latitude(),
                    target.longitude(), position.latitude(), position.longitude(), camera.altitude(),
                    (camera.heading() % 360 + 360) % 360, camera.tilt()));
            tasks.add(() -> {
                ImageFile.write(folder.resolve(file),
                        PhotoFile.encode(town.drone(camera, flight.conditions()), camera, position));
                return null;
            });
        }
    }

    private static void writeLines(Path file, List<String> lines) throws IOException {
        ImageFile.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A straight flight over a part of the town on one day: photos along a line at one height, one tilt, one light. */
    private record Flight(List<Camera> cameras, Conditions conditions) {
        /** Horizontal angle of a lens of 24 mm on a film frame, usual under drones. */
        static final double FIELD_OF_VIEW = 73.74;

        private static final double[] HEIGHTS = {150, 200, 250, 300};

        /** Flight {@code number} over an area; the middle of every photo lies inside it. */
        static Flight over(Area area, long seed, int number, int photos, int photoWidth) {
            SplittableRandom random = PlaceHash.random(seed, number, 0, 91);
            double height = HEIGHTS[number % HEIGHTS.length];
            double tilt = random.nextDouble() < 0.3 ? 0 : random.nextDouble(5, 40);
            double heading = random.nextDouble(0, 360);
            double angle = Math.toRadians(heading);
            Point target = new Point(random.nextDouble(area.minX(), area.maxX() + 1e-6),
                    random.nextDouble(area.minY(), area.maxY() + 1e-6));
            List<Camera> cameras = new ArrayList<>();
            double spacing = height * 0.35;
            for (int i = 0; i < photos; i++) {
                double drift = random.nextGaussian() * 3;
                cameras.add(Camera.lookingAt(target, height + random.nextGaussian() * 2, heading + drift, tilt,
                        FIELD_OF_VIEW, photoWidth, photoWidth * 3 / 4));
                Point next = new Point(target.x() + spacing * Math.sin(angle), target.y() + spacing * Math.cos(angle));
                if (!area.contains(next.x(), next.y())) {
                    // Turn back at the border of the area, as a survey flight does.
                    heading += 180;
                    angle += Math.PI;
                    next = new Point(Math.clamp(target.x(), area.minX(), area.maxX()),
                            Math.clamp(target.y(), area.minY(), area.maxY()));
                }
                target = next;
            }
            return new Flight(cameras, Conditions.drone(PlaceHash.of(seed, number, 1, 91)));
        }
    }

    /**
     * A rectangle of satellite tiles round a town's origin, and how many drone photos to take over it.
     *
     * @param tileMeters side of the ground that a tile shows
     * @param stepMeters distance of neighbouring tiles' centres: the same for tiles that touch, less for tiles that overlap
     * @param tilePixels side of a tile's picture
     * @param photoWidth of a photo, pixels; its height is three quarters of it
     */
    public record Plan(long seed, GeoPoint origin, int columns, int rows, double tileMeters, double stepMeters,
            int tilePixels, int photos, int photoWidth) {
        public Plan {
            if (columns < 1 || rows < 1 || columns > 1000 || rows > 1000) {
                throw new UserException(
                        "a gallery has 1 to 1000 columns and rows, not " + columns + " × " + rows);
            }
            if (!(tileMeters >= 10 && tileMeters <= 2000 && stepMeters >= 5 && stepMeters <= tileMeters)) {
                throw new UserException(
                        "tiles must be 10 to 2000 m and no farther apart than they are wide, not "
                                + tileMeters + " m every " + stepMeters + " m");
            }
            if (tilePixels < 16 || tilePixels > 4096 || photoWidth < 64 || photoWidth > 8192 || photos < 0) {
                throw new UserException("tiles must be 16 to 4096 pixels wide, photos 64 to 8192, not "
                        + tilePixels + " and " + photoWidth);
            }
        }

        /** 400 tiles of 140 m, a centre every 100 m, over two by two kilometres of open sea, and 40 photos. */
        public static Plan demo(long seed) {
            return new Plan(seed, Town.OPEN_SEA, 20, 20, 140, 100, 280, 40, 1024);
        }

        /** Ground of a tile; row 0 lies in the north. */
        Area tile(int column, int row) {
            Point center = new Point((column - (columns - 1) / 2.0) * stepMeters,
                    ((rows - 1) / 2.0 - row) * stepMeters);
            double half = tileMeters / 2;
            return new Area(center.x() - half, center.y() - half, center.x() + half, center.y() + half);
        }

        /** The ground that the tiles' centres span. */
        Area core() {
            double x = (columns - 1) / 2.0 * stepMeters;
            double y = (rows - 1) / 2.0 * stepMeters;
            return new Area(-x, -y, x, y);
        }
    }
}
