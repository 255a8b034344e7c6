package dev.geofix.jobs;

/**
 * One input that a job left out.
 *
 * @param item names the input within its job, for example {@code row 12 (roof.jpg)}
 * @param reason what is wrong with it, in a sentence for the user
 */
public record RefusedItem(String item, String reason) {}
