package dev.geofix.simulator;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageFile;
import dev.geofix.platform.Batch;
import dev.geofix.platform.Progress;
import dev.geofix.simulator.scene.Point;
import dev.geofix.simulator.view.Camera;
import dev.geofix.simulator.view.Conditions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Writes a gallery: {@code tiles/*.jpg} with {@code manifest.csv}, and {@code photos/*.jpg} with {@code photos.csv}, the
 * truth about them. The lists come last, so a folder that has them is complete.
 */
public final class GalleryWriter {
    private static final String TILE_COLUMNS = "file,tile,latitude,longitude,west,south,east,north";
    private static final String PHOTO_COLUMNS = "file,latitude,longitude,cameraLatitude,cameraLongitude,height,heading,tilt";
    private static final int PHOTOS_A_FLIGHT = 5;

    private final GalleryPlan plan;
    private final Town town;
    private final Conditions satellite;

    public GalleryWriter(GalleryPlan plan) {
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
        Batch.run(tasks, threads, progress);
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
}
