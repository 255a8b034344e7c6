package dev.geofix.jobs;

/** {@code QUEUED → RUNNING → SUCCEEDED | FAILED | CANCELLED}; a queued job may be cancelled directly. */
public enum JobState {
    QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED;

    /** Whether the job has ended, for whatever reason; an ended job never changes again. */
    public boolean isTerminal() {
        return this != QUEUED && this != RUNNING;
    }
}
