package dev.geofix.jobs;

import java.time.Instant;

/**
 * A file that a job has made for its user.
 *
 * @param name plain, within its job
 * @param url where it is read
 */
public record JobResult(String name, long bytes, Instant modified, String url) {}
