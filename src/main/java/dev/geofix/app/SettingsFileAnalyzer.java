package dev.geofix.app;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Prints where a file of settings is broken instead of the parser's stack trace. Which of the files it is the parser is not told. */
class SettingsFileAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {
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
