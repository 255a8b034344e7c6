package dev.geofix.testing;

import dev.geofix.network.EngineKernels;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Chooses the engine's kernels for the tests' process, as the application does for its own. */
public final class EngineKernelsListener implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        EngineKernels.choose();
    }
}
