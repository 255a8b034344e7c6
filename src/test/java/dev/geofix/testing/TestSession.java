package dev.geofix.testing;

import dev.geofix.network.EngineKernels;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** What holds for all tests of a process: the engine's kernels are chosen as the application does for its own, and who waits has patience, since a busy machine is no fault. */
public final class TestSession implements LauncherSessionListener {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        EngineKernels.choose();
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    /** For clients whose requests fail when no answer comes, where they would hold the whole build for ever. */
    public static ClientHttpRequestFactory requests() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(PATIENCE);
        return requests;
    }
}
