package dev.geofix.dataset;

import org.jspecify.annotations.Nullable;

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
