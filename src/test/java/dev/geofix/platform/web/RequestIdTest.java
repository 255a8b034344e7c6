package dev.geofix.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.geofix.platform.telemetry.LogContext;
import dev.geofix.testing.Api;
import dev.geofix.testing.OperatedService;
import dev.geofix.testing.Pictures;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.servlet.DispatcherServlet;

@ExtendWith(OperatedService.class)
class RequestIdTest {
    private final OperatedService.Running service = OperatedService.running();
    private final Api api = service.api();

    @ParameterizedTest
    @ValueSource(strings = {"a", "2026-11-26.run_7",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void aSaneNameIsKept(String name) {
        Api.Answer answer = api.with(RequestId.HEADER, name).get("/api/v1/galleries/nowhere");
        assertThat(answer.headers().getFirst(RequestId.HEADER)).isEqualTo(name);
        assertThat(answer.body().path("requestId").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"}", "ä", "${jndi:x}",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0"})
    void anyOtherIsReplaced(String name) {
        Api.Answer answer = api.with(RequestId.HEADER, name).get("/api/v1/jobs");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().getFirst(RequestId.HEADER)).isNotEqualTo(name).matches("[0-9a-f-]{36}");
    }

    @Test
    void everyProblemSaysWhichRequestItWas() {
        byte[] picture = Pictures.png(Pictures.picture(1, 64));
        List<Api.Answer> problems = List.of(api.get("/nowhere"), api.get("/api/v1/galleries/nowhere"),
                api.get("/api/v1/jobs/x"), api.get("/api/v1/jobs?limit=0"), api.get("/api/v1/models/none"),
                api.get("/api/v1/jobs/00000000-0000-0000-0000-000000000000"), api.delete("/api/v1/locate"),
                api.get("/api/v1/galleries/a;b"), api.get("/error"), api.postJson("/api/v1/locate", Map.of()),
                api.postJson("/api/v1/admin/training-jobs", Map.of("dataset", "none")),
                api.postImage("/api/v1/locate", "no photo".getBytes(StandardCharsets.UTF_8)),
                api.postImage("/api/v1/locate?gallery=nowhere", picture),
                api.postImage("/api/v1/locate", picture, "text/html"));
        assertThat(problems).allSatisfy(answer -> {
            assertThat(answer.status()).isBetween(400, 599);
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
            assertThat(answer.body().path("requestId").asString("none"))
                    .isEqualTo(answer.headers().getFirst(RequestId.HEADER));
        });
    }

    /** Refused before any filter of the service. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /api/v1/galleries/a\\b HTTP/1.1", "GET /a%2Fb HTTP/1.1"})
    void soDoesTheContainer(String line) throws IOException {
        int port = service.service().context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String id = answer.replaceAll("(?s).*\"requestId\":\"([^\"]+)\".*", "$1");
            assertThat(answer).startsWith("HTTP/1.1 400").contains(RequestId.HEADER + ": " + id);
        }
    }

    @Test
    void theLinesOfARequestCarryItsName() {
        Logger logger = (Logger) LoggerFactory.getLogger(DispatcherServlet.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        try {
            api.with(RequestId.HEADER, "line-1").get("/api/v1/jobs");
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
        assertThat(List.copyOf(lines.list)).anySatisfy(line -> {
            assertThat(line.getFormattedMessage()).contains("/api/v1/jobs");
            assertThat(line.getMDCPropertyMap()).containsEntry(LogContext.REQUEST, "line-1");
        });
    }

    @Test
    void aJobsLogNamesTheRequestThatAskedForIt() {
        Api.Answer job = api.with(RequestId.HEADER, "import-7").postJson("/api/v1/galleries/default/imports",
                Map.of("source", "town"));
        String log = new String(api.bytes(job.headers().getLocation() + "/log"), StandardCharsets.UTF_8);
        assertThat(log.lines().findFirst().orElseThrow()).endsWith("submitted by request import-7");
    }

    @Test
    void aTaskTakesTheNamesToItsThreadAndLeavesNoneThere() throws Exception {
        try (MDC.MDCCloseable named = MDC.putCloseable(LogContext.JOB, "7")) {
            Callable<String> task = LogContext.carry(() -> MDC.get(LogContext.JOB));
            CompletableFuture<List<String>> there = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    there.complete(List.of(task.call(), String.valueOf(MDC.get(LogContext.JOB))));
                } catch (Exception e) {
                    there.completeExceptionally(e);
                }
            });
            assertThat(there.get()).containsExactly("7", "null");
        }
    }
}
