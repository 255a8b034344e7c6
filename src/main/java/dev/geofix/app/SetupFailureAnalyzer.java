package dev.geofix.app;

import dev.geofix.platform.SetupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints two sentences instead of a stack trace when the service cannot start as it is set up. */
class SetupFailureAnalyzer extends AbstractFailureAnalyzer<SetupException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SetupException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.wayOut(), cause);
    }
}
