package dev.geofix.dataset;

import dev.geofix.dataset.AerialPlaces.AerialPlace;
import dev.geofix.dataset.AerialPlaces.Role;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import dev.geofix.platform.ParallelTasks;
import dev.geofix.platform.Progress;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a dataset in the layout of University-1652 of aerial images, a place an image. {@code places.csv} says which image a place is;
 * {@code views.json} comes last, so a folder that has it is complete.
 */
public final class ViewsWriter {
    private static final float QUALITY = 0.92f;
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ViewsPlan plan;
    private final ImageDecoder decoder;
    private final ConcurrentSkipListMap<String, String> unreadable = new ConcurrentSkipListMap<>();

    public ViewsWriter(ViewsPlan plan, ImageDecoder decoder) {
        this.plan = plan;
        this.decoder = decoder;
    }

    /**
     * @param sources folders of aerial images, searched with all that is below them, or of map tiles with a {@code tiles.csv}
     * @throws UserException when a source has no image, or something lies in the folder to write to
     */
    public ViewsReport write(List<Path> sources, Path folder, int threads, Progress progress) throws IOException {
        requireEmpty(folder);
        AerialPlaces places = AerialPlaces.of(sources, plan, decoder);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (AerialPlace place : places.list()) {
            tasks.add(() -> write(place, folder));
        }
        ParallelTasks.run(tasks, threads, progress);
        List<String> lines = new ArrayList<>(List.of("place,part,image"));
        places.list().stream().filter(place -> !unreadable.containsKey(place.image().toString()))
                .forEach(place -> lines.add(place.name() + "," + place.part() + ",\"" + place.image() + '"'));
        ImageFile.write(folder.resolve("places.csv"),
                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        ViewsReport report = new ViewsReport(plan, sources.stream().map(Path::toString).toList(),
                places.count(Role.TRAIN), places.count(Role.QUERY), places.count(Role.DISTRACTOR), places.leftOut(),
                unreadable.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).toList());
        ImageFile.write(folder.resolve("views.json"), JSON.writeValueAsBytes(report));
        return report;
    }

    private Void write(AerialPlace place, Path folder) throws IOException {
        RgbImage image;
        try {
            image = decoder.decode(Files.readAllBytes(place.image()));
        } catch (ImageRejectedException e) {
            unreadable.put(place.image().toString(), e.getMessage());
            return null;
        }
        SimulatedViews views = new SimulatedViews(image, plan);
        save(place, folder, "satellite", place.name() + ".jpg", views.satellite());
        SplittableRandom random = new SplittableRandom(place.seed());
        int count = place.part() == Role.TRAIN ? plan.views() : plan.testViews();
        for (int view = 1; view <= count; view++) {
            save(place, folder, "drone", String.format(Locale.ROOT, "image-%02d.jpeg", view), views.drone(random));
        }
        return null;
    }

    private static void save(AerialPlace place, Path folder, String view, String file, RgbImage picture)
            throws IOException {
        byte[] content = ImageFile.jpeg(picture.toBufferedImage(), QUALITY);
        List<String> parents = switch (place.part()) {
            case TRAIN -> List.of("train/");
            case QUERY -> List.of("test/query_", "test/gallery_");
            case DISTRACTOR -> List.of("test/gallery_");
        };
        for (String parent : parents) {
            ImageFile.write(folder.resolve(parent + view).resolve(place.name()).resolve(file), content);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new UserException(folder + " is not empty; name a new folder");
                }
            }
        }
    }

    /**
     * What was written: {@code views.json}.
     *
     * @param sources folders that the images came from
     * @param queries test places that are asked for
     * @param leftOut images that stand in no half: they share ground with a test image, or lie along the line that parts a map
     * @param unreadable images that could not be read, with the reason
     */
    public record ViewsReport(ViewsPlan plan, List<String> sources, int train, int queries, int distractors,
            int leftOut,
            List<String> unreadable) {}
}
