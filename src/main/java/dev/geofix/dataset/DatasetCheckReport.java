package dev.geofix.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a set and what is wrong with it.
 *
 * @param comparedWith the published set that its counts were compared with; null for a set of one's own
 * @param missing parts that are not there or differ from the published counts
 * @param oneViewOnly classes to learn from of which one view is missing: they cannot train
 * @param unanswerable places asked for that the gallery lacks: each counts as a miss
 * @param empty folders of places without an image
 * @param notImages files that are no images by their names; they are passed over
 * @param decoded images that were opened; 0 when that was not asked for
 * @param unreadable images that cannot be opened, with the reason
 */
public record DatasetCheckReport(String root, Dataset.Layout layout, List<Integer> heights,
        @Nullable String comparedWith,
        List<PartCount> parts, List<String> missing, List<String> oneViewOnly, List<String> unanswerable,
        List<String> empty, List<String> notImages, int decoded, List<String> unreadable) {
    /** Whether nothing has to be mended; files that are no images do no harm. */
    public boolean ok() {
        return missing.isEmpty() && oneViewOnly.isEmpty() && unanswerable.isEmpty() && empty.isEmpty()
                && unreadable.isEmpty();
    }

    /**
     * What one view of a half holds.
     *
     * @param part such as {@code test/gallery_drone}
     * @param height metres; null for a set without heights
     * @param classes places with an image
     * @param expected what the published set holds there; null where there is nothing to compare with
     */
    public record PartCount(String part, @Nullable Integer height, int classes, int images,
            PublishedCounts.@Nullable Count expected) {
        static PartCount of(String part, @Nullable Integer height, ViewFolder folder) {
            return new PartCount(part, height, folder.places().size(), folder.files().size(), null);
        }

        PartCount comparedWith(PublishedCounts published) {
            return new PartCount(part, height, classes, images, published.of(part));
        }

        boolean differs() {
            return expected != null && !expected.equals(new PublishedCounts.Count(classes, images));
        }

        String title() {
            return height == null ? part : part + ", " + height + " m";
        }
    }
}
