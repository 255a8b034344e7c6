package dev.geofix.ablation;

import dev.geofix.network.Architecture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table.
 *
 * @param configuration its name
 * @param run folder among those of all runs that has its models
 * @param start what its backbone started from: a file's name, or {@code random}
 * @param parameters of the network at inference
 * @param seeds those that are finished
 * @param directions drone to satellite first; empty while no seed is finished
 * @param failure why a training of it ended early; null when none did
 */
record LineReport(String configuration, String run, Architecture network, String start, long parameters,
        List<Long> seeds,
        List<DirectionReport> directions, @Nullable String failure) {
    LineReport {
        seeds = List.copyOf(seeds);
        directions = List.copyOf(directions);
    }

    boolean isMeasured() {
        return !directions.isEmpty();
    }
}
