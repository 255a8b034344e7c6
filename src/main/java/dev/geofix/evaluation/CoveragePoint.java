package dev.geofix.evaluation;

/**
 * What is gained by answering only when sure.
 *
 * @param coverage share of the queries that are answered: the surest
 * @param score the least sure among them: its best score, or the probability of its fix
 * @param medianMeters median error of their answers
 */
public record CoveragePoint(double coverage, double score, double medianMeters) {}
