package dev.geofix.ablation;

import java.nio.file.Path;

/** One training of the list: a run's settings with one seed. */
record RunKey(String run, long seed) {
    Path below(Path out) {
        return out.resolve("runs").resolve(run).resolve("seed-" + seed);
    }

    @Override
    public String toString() {
        return run + " seed " + seed;
    }
}
