package dev.geofix.jobs;

import tools.jackson.databind.JsonNode;

/**
 * What a training measured at one step.
 *
 * @param step counted from 0
 * @param values a JSON object, the step included
 */
public record MetricLine(long step, JsonNode values) {}
