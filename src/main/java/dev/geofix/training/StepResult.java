package dev.geofix.training;

/**
 * What a step measured before its update.
 *
 * @param accuracy recall@1 of the batch's drone views among its satellite views, 0 … 1
 */
record StepResult(float loss, float accuracy) {}
