package dev.geofix.dataset;

import dev.geofix.dataset.Dataset.TrainingHalf;
import dev.geofix.dataset.DatasetCheckReport.PartCount;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.platform.ParallelTasks;
import dev.geofix.platform.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Counts a set, compares it with the published counts and names what cannot be used. */
public final class DatasetCheck {
    private final Dataset dataset;
    private final List<PartCount> parts = new ArrayList<>();
    private final Set<String> oneViewOnly = new TreeSet<>();
    private final Set<String> unanswerable = new TreeSet<>();
    private final Set<String> empty = new TreeSet<>();
    private final Set<String> notImages = new TreeSet<>();
    private final Set<Path> files = new TreeSet<>();

    private DatasetCheck(Dataset dataset) throws IOException {
        this.dataset = dataset;
        for (TrainingHalf half : dataset.trainingHalves()) {
            count("train/drone", half.height(), half.drone());
            count("train/satellite", half.height(), half.satellite());
            half.withoutDrone().forEach(place -> oneViewOnly.add(place + " has no drone view"));
            half.withoutSatellite().forEach(place -> oneViewOnly.add(place + " has no satellite view"));
        }
        for (TestSet test : dataset.tests()) {
            for (TestSet.Direction direction : test.directions()) {
                String asked = direction.fromDrone() ? "drone" : "satellite";
                String ranked = direction.fromDrone() ? "satellite" : "drone";
                count("test/query_" + asked, test.height(), direction.queries());
                count("test/gallery_" + ranked, test.height(), direction.gallery());
                direction.unanswerable().forEach(place -> unanswerable.add(place + " is not in gallery_" + ranked));
            }
        }
    }

    /** @param as the set to compare with; null to guess by the counts */
    public static DatasetCheckReport of(Dataset dataset, @Nullable PublishedCounts as) throws IOException {
        DatasetCheck check = new DatasetCheck(dataset);
        return check.report(as, 0, List.of());
    }

    /** Also opens every image. */
    public static DatasetCheckReport decoding(Dataset dataset, @Nullable PublishedCounts as, ImageDecoder decoder,
            int threads,
            Progress progress) throws IOException {
        DatasetCheck check = new DatasetCheck(dataset);
        return check.report(as, check.files.size(),
                UnreadableImages.among(check.files, decoder, threads, progress));
    }

    private void count(String part, @Nullable Integer height, ViewFolder folder) {
        parts.add(PartCount.of(part, height, folder));
        folder.empty().forEach(place -> empty.add(folder.root().resolve(place).toString()));
        folder.strays().forEach(stray -> notImages.add(stray.toString()));
        files.addAll(folder.files());
    }

    private DatasetCheckReport report(@Nullable PublishedCounts as, int decoded, List<String> unreadable) {
        PublishedCounts set = as == null ? PublishedCounts.like(parts) : as;
        List<PartCount> compared = set == null ? parts : parts.stream().map(part -> part.comparedWith(set)).toList();
        return new DatasetCheckReport(dataset.root().toString(), dataset.layout(), dataset.heights(),
                set == null ? null : set.title(), compared, set == null ? List.of() : missing(set, compared),
                List.copyOf(oneViewOnly), List.copyOf(unanswerable), List.copyOf(empty), List.copyOf(notImages),
                decoded, unreadable);
    }

    private static List<String> missing(PublishedCounts set, Collection<PartCount> parts) {
        List<String> missing = new ArrayList<>();
        for (PartCount part : parts) {
            if (part.differs()) {
                PublishedCounts.Count expected = set.of(part.part());
                missing.add(part.title() + ": " + part.classes() + " classes with " + part.images() + " images; "
                        + set.title() + " has " + expected.classes() + " with " + expected.images());
            }
        }
        return missing;
    }

    /** Finds images that cannot be opened, by opening all. */
    private static final class UnreadableImages {
        private UnreadableImages() {}

        /** @return file and reason of each, by file */
        static List<String> among(Collection<Path> files, ImageDecoder decoder, int threads, Progress progress)
                throws IOException {
            Map<Path, String> reasons = new ConcurrentSkipListMap<>();
            List<Callable<Void>> tasks = new ArrayList<>();
            for (Path file : files) {
                tasks.add(() -> {
                    try {
                        decoder.decode(Files.readAllBytes(file));
                    } catch (ImageRejectedException | IOException e) {
                        reasons.put(file, String.valueOf(e.getMessage()));
                    }
                    return null;
                });
            }
            ParallelTasks.run(tasks, threads, progress);
            return reasons.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).toList();
        }
    }
}
