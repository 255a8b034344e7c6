package dev.geofix.evaluation;

/**
 * What is gained by answering only when sure.
 *
 * @param coverage share of the queries that are answered: those with the highest best scores
 * @param score the lowest best score among them
 * @param medianMeters median error of their best matches
 */
public record CoveragePoint(double coverage, double score, double medianMeters) {}
