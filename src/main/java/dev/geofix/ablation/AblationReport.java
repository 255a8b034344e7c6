package dev.geofix.ablation;

import dev.geofix.evaluation.EvaluationReport.SetReport;
import dev.geofix.evaluation.EvaluationSettings;
import dev.geofix.evaluation.RetrievalMetrics;
import dev.geofix.network.Architecture;
import dev.geofix.training.TrainingConfig;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code ablations.json}: everything measured so far.
 *
 * @param created instant, ISO 8601
 * @param dataset in words
 * @param heights metres; empty for a set without heights
 * @param base settings that all share but for what a configuration changes; the seeds are those below
 * @param finished trainings, of {@code runs}
 * @param notes what a reader of the tables has to know
 */
record AblationReport(String created, String dataset, List<Integer> heights, TrainingConfig base, List<Long> seeds,
        EvaluationSettings evaluation, int finished, int runs, List<String> notes, List<GroupReport> groups) {
    /**
     * One table and its plot.
     *
     * @param name of the plot's file
     * @param title above both
     */
    record GroupReport(String name, String title, List<LineReport> lines) {
        GroupReport {
            lines = List.copyOf(lines);
        }

        List<LineReport> measured() {
            return lines.stream().filter(LineReport::isMeasured).toList();
        }

        /** Of all measured lines, in the order of the first one that has them. */
        List<String> directions() {
            return measured().stream().flatMap(line -> line.directions().stream()).map(DirectionReport::direction)
                    .distinct().toList();
        }
    }

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

    /**
     * One direction of one configuration.
     *
     * @param direction such as {@code drone→satellite}
     * @param queries of all heights
     * @param galleries images that were ranked, each size once: heights may differ
     * @param scores mean over heights of each seed, then over seeds
     * @param heights each alone; empty for a set without heights
     */
    record DirectionReport(String direction, int queries, List<Integer> galleries, SeedMetrics scores,
            List<HeightReport> heights) {
        /** @param seeds the sets of this direction, for each seed */
        static DirectionReport of(String direction, List<List<SetReport>> seeds) {
            List<SetReport> first = seeds.getFirst();
            List<HeightReport> heights = first.stream().map(SetReport::height).filter(Objects::nonNull)
                    .map(height -> height(height, seeds)).toList();
            return new DirectionReport(direction, first.stream().mapToInt(set -> set.figures().queries()).sum(),
                    first.stream().map(set -> set.figures().gallerySize()).distinct().sorted().toList(),
                    SeedMetrics.of(figures(seeds)), heights);
        }

        private static HeightReport height(int height, List<List<SetReport>> seeds) {
            List<List<RetrievalMetrics>> figures = figures(seeds.stream()
                    .map(sets -> sets.stream().filter(set -> Objects.equals(set.height(), height)).toList()).toList());
            RetrievalMetrics first = figures.getFirst().getFirst();
            return new HeightReport(height, first.queries(), first.gallerySize(), SeedMetrics.of(figures));
        }

        private static List<List<RetrievalMetrics>> figures(List<List<SetReport>> seeds) {
            return seeds.stream().map(sets -> sets.stream().map(SetReport::figures).toList()).toList();
        }

        /**
         * One direction at one height.
         *
         * @param height of the drone, metres
         * @param gallery images that were ranked
         */
        record HeightReport(int height, int queries, int gallery, SeedMetrics scores) {}
    }
}
