package dev.geofix.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An RFC 9457 problem of those who answer before any controller: filters and the container. */
public final class Problem {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Problem() {}

    /** The whole answer, headers that the caller has set apart; it names the request. */
    public static void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status,
            String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(RequestId.HEADER, RequestId.of(request));
        response.getOutputStream().write(json(request, status, detail).getBytes(StandardCharsets.UTF_8));
    }

    static String json(HttpServletRequest request, HttpStatus status, String detail) {
        ObjectNode problem = JSON.createObjectNode();
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put(RequestId.PROPERTY, RequestId.of(request));
        return problem.toString();
    }
}
