package dev.geofix.jobs.kubernetes;

/**
 * How a command stands in the cluster.
 *
 * @param note what it waits for, or why it failed
 * @param exitStatus of the container that ended last; -1 while unknown
 */
public record ClusterState(Phase phase, String note, int exitStatus) {
    public enum Phase {
        /** There is no such Job. */
        ABSENT,
        /** Its pod cannot run yet. */
        WAITING, RUNNING, SUCCEEDED, FAILED
    }

    static final ClusterState ABSENT = new ClusterState(Phase.ABSENT, "", -1);
    static final ClusterState RUNNING = new ClusterState(Phase.RUNNING, "", -1);

    static ClusterState waiting(String note) {
        return new ClusterState(Phase.WAITING, note, -1);
    }

    public boolean hasEnded() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }
}
