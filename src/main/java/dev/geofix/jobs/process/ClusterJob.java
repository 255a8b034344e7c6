package dev.geofix.jobs.process;

/** Says that a command was started in a cluster, and as which Job: one that is not found there any more has vanished. */
public record ClusterJob(String namespace, String job) {}
