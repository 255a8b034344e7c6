package dev.geofix.locate;

import org.jspecify.annotations.Nullable;

/**
 * What the confidence was made of.
 *
 * @param bestScore highest score round the fix
 * @param elsewhereScore highest score of a tile that lies elsewhere; absent where none does
 * @param margin bestScore − elsewhereScore, 0 where nothing lies elsewhere
 * @param agreement share of all likelihood that lies round the fix, 0 … 1
 * @param spreadMeters how far the supporting tiles' centres scatter round the fix
 */
public record FixEvidence(double bestScore, @Nullable Double elsewhereScore, double margin, double agreement,
        double spreadMeters) {}
