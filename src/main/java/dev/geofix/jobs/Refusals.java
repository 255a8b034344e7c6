package dev.geofix.jobs;

import java.util.List;

/**
 * What a job left out.
 *
 * @param count all of them
 * @param first the first of them, {@value #LISTED} at most; the job's log names every one
 */
public record Refusals(long count, List<RefusedItem> first) {
    static final int LISTED = 100;
    static final Refusals NONE = new Refusals(0, List.of());
}
