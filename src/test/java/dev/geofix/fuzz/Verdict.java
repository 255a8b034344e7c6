package dev.geofix.fuzz;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer must be, whatever was sent. */
final class Verdict {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Names of classes, traces, and paths of the server. */
    private static final Pattern INSIDES = Pattern
            .compile(
                    "\\b(java|javax|jakarta|org|com|dev|ai|tools)\\.[a-z]+\\.|Exception|\\tat |select \\w+ from|insert into");

    private final List<String> paths;

    /** @param paths of the server, which no answer may tell */
    Verdict(List<String> paths) {
        this.paths = paths;
    }

    /** What is wrong with the answer; null when nothing is. */
    String on(Inputs.Input input, RawClient.Answer answer) {
        int status = answer.status();
        if (status < 400) {
            return status < 200 || status >= 300 && status != 304 && status != 302 ? "status " + status : null;
        }
        if (status >= 500 && status != 507 && (status != 503 || answer.header("retry-after").isEmpty())) {
            // Health says 503 for a service that is not up, which this one always is.
            return "status " + status + ": " + answer.text();
        }
        if (input.method().equals("HEAD")) {
            return null;
        }
        if (status == 404 && input.route().pattern().startsWith("/actuator") && answer.body().length == 0) {
            // The framework's own endpoints, of which nothing is there.
            return null;
        }
        if (status == 416 && answer.header("content-range").startsWith("bytes */")) {
            return null;
        }
        if (!answer.header("content-type").startsWith("application/problem+json")) {
            return "status " + status + " as " + answer.header("content-type") + ": " + answer.text();
        }
        try {
            JsonNode problem = JSON.readTree(answer.body());
            String detail = problem.path("detail").asString("");
            if (detail.isBlank() || problem.path("status").asInt() != status) {
                return "a problem that says nothing: " + answer.text();
            }
            if (INSIDES.matcher(detail).find() || paths.stream().anyMatch(detail::contains)) {
                return "a problem that tells of the service's insides: " + detail;
            }
            return answer.header("x-request-id").isEmpty() ? "no request id: " + answer.text() : null;
        } catch (JacksonException e) {
            return "a problem that is no JSON: " + answer.text();
        }
    }
}
