package dev.geofix.platform;

/** Hears how far a longer piece of work has come; called after every step, never by two threads at once. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total) -> {};

    void step(int done, int total);
}
