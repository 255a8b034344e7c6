package dev.geofix.jobs;

/** Lines in which jobs wait, each with places of its own: a training of days does not hold up an import of minutes. */
public enum Lane {
    /** Work inside the service; {@code geofix.job.parallel} side by side. */
    SERVICE,
    /** Work in heavy processes of its own; {@code geofix.job.processes} side by side. */
    PROCESSES
}
