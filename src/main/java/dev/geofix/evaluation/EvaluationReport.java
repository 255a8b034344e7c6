package dev.geofix.evaluation;

import java.util.List;

/**
 * {@code report.json}: what was measured and how.
 *
 * @param created instant, ISO 8601
 * @param fixes of galleries' photos
 * @param wrongBeyondMeters an accepted fix that is farther off is wrong
 */
public record EvaluationReport(String created, EvaluationSettings settings, List<MethodReport> methods,
        List<FixReport> fixes, double wrongBeyondMeters) {}
