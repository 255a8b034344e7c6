package dev.geofix.evaluation;

import java.util.List;

/**
 * {@code report.json}: what was measured and how.
 *
 * @param created instant, ISO 8601
 */
public record EvaluationReport(String created, EvaluationSettings settings, List<MethodReport> methods) {}
