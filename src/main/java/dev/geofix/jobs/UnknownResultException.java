package dev.geofix.jobs;

import java.util.UUID;

/** The job has no such file. */
public class UnknownResultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownResultException(UUID id, String name) {
        super("Job " + id + " has no file '" + name + "'; GET /api/v1/jobs/" + id + "/files lists what it has.");
    }
}
