package dev.geofix.dataset;

import java.util.List;

/**
 * What was written: {@code views.json}.
 *
 * @param sources folders that the images came from
 * @param queries test places that are asked for
 * @param leftOut images that stand in no half: they share ground with a test image, or lie along the line that parts a map
 * @param unreadable images that could not be read, with the reason
 */
public record ViewsReport(ViewsPlan plan, List<String> sources, int train, int queries, int distractors, int leftOut,
        List<String> unreadable) {}
