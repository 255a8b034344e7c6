package dev.geofix.ablation;

import dev.geofix.evaluation.EvaluationSettings;
import dev.geofix.training.TrainingConfig;
import java.util.List;

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
        EvaluationSettings evaluation, int finished, int runs, List<String> notes, List<GroupReport> groups) {}
