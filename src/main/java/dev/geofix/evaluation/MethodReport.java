package dev.geofix.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method on all sets.
 *
 * @param method as it stands in the tables
 * @param centred whether each set was centred on its own means
 * @param inputSize pixels a side
 * @param dimension values of a descriptor
 * @param partCosine mean cosine between the parts of a descriptor, over all pictures and pairs of parts; null for descriptors of one part
 * @param pooledCosine the same of the pooled parts before their heads
 * @param seconds that it took
 * @param unreadable pictures that were left out
 */
public record MethodReport(String method, boolean centred, int inputSize, int dimension, @Nullable Double partCosine,
        @Nullable Double pooledCosine,
        double seconds, List<SetReport> sets, List<UnreadablePicture> unreadable) {}
