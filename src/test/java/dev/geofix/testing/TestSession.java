package dev.geofix.testing;

import dev.geofix.network.EngineKernels;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** What holds for all tests of a process: the engine's kernels are chosen as the application does for its own, and who waits has patience, since a busy machine is no fault. */
public final class TestSession implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        EngineKernels.choose();
        Awaitility.setDefaultTimeout(Duration.ofMinutes(5));
    }
}
