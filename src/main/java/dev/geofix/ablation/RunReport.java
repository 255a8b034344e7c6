package dev.geofix.ablation;

import dev.geofix.evaluation.EvaluationReport.MethodReport;
import dev.geofix.evaluation.EvaluationSettings;

/**
 * {@code report.json} of a run: it is trained and evaluated, and nothing of it is done again.
 *
 * @param created instant, ISO 8601
 * @param evaluation how it was evaluated
 * @param figures of each test set
 */
record RunReport(String created, EvaluationSettings evaluation, MethodReport figures) {}
