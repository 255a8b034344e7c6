package dev.geofix.app;

import dev.geofix.platform.SetupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What is printed instead of a stack trace when the service cannot start. */
final class FailedStart {
    private FailedStart() {}

    /** Prints two sentences instead of a stack trace when the service cannot start as it is set up. */
    static class WrongSetup extends AbstractFailureAnalyzer<SetupException> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, SetupException cause) {
            return new FailureAnalysis(cause.getMessage(), cause.wayOut(), cause);
        }
    }

    /** Prints where a file of settings is broken instead of the parser's stack trace. Which of the files it is the parser is not told. */
    static class BrokenSettings extends AbstractFailureAnalyzer<MarkedYAMLException> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
            Mark mark = cause.getProblemMark();
            String place = mark == null
                    ? ""
                    : " in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ":"
                            + System.lineSeparator() + mark.get_snippet();
            return new FailureAnalysis("A file of settings is no YAML: " + cause.getProblem() + place,
                    "Mend application.yaml: the one in the working folder or its folder config, or the one to which "
                            + "spring.config.additional-location (SPRING_CONFIG_ADDITIONAL_LOCATION) leads.",
                    cause);
        }
    }
}
