package dev.geofix.jobs;

import dev.geofix.jobs.MetricsReader.MetricLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs", description = "Imports, trainings and other work that outlives a request. "
        + "QUEUED → RUNNING → SUCCEEDED | FAILED | CANCELLED; a job that a restart interrupts goes on afterwards.")
class JobController {
    private final JobService jobs;
    private final JobStreams streams;

    JobController(JobService jobs, JobStreams streams) {
        this.jobs = jobs;
        this.streams = streams;
    }

    @GetMapping
    @Operation(summary = "Jobs, newest first", description = "Refused items are counted here and listed with the single job. Parts of jobs, such as those of kind `import-shard`, are there only when their kind is asked for.")
    List<Job> list(@RequestParam(required = false) @Nullable JobState state,
            @Parameter(example = "import") @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "50") @Min(1) @Max(1000) int limit) {
        return jobs.list(state, kind, limit);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One job with its progress and the first hundred refused items", description = "One shape for every kind of job. `message` says what it is doing, or how it ended.")
    Job get(@PathVariable UUID id) {
        return jobs.get(id);
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Server-sent events: the state now, each change, the end", description = """
            Events named `job` carry the job. Those of a training are joined by events named `metric`: a line of its metrics each, with the
            step as id, first what there is (an evenly spread part when it is long), then what is new. `Last-Event-ID` takes up where a
            subscriber left off.""")
    SseEmitter events(@PathVariable UUID id,
            @Parameter(example = "120") @RequestHeader(name = "Last-Event-ID", defaultValue = "-1") long lastStep) {
        return streams.open(id, lastStep);
    }

    @GetMapping("/{id}/metrics")
    @Operation(summary = "What a training measured, a JSON object a step", description = """
            Fields: step, steps, epoch, epochs, loss, accuracy, gradientNorm, learningRate, secondsPerStep, imagesPerSecond,
            waitShare, secondsLeft. Empty for jobs that measure nothing.""")
    List<JsonNode> metrics(@PathVariable UUID id,
            @Parameter(description = "first step wanted") @RequestParam(defaultValue = "0") @Min(0) long from,
            @Parameter(description = "steps at most, evenly spread, the last among them; all unless given", example = "200") @RequestParam(required = false) @Min(2) @Nullable Integer points) {
        return jobs.metrics(id, from - 1).next(points == null ? Integer.MAX_VALUE : points).stream()
                .map(MetricLine::values).toList();
    }

    @GetMapping(path = "/{id}/log", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "The job's log so far, with every refused item", description = "Plain text: a line for each event, with its time.")
    ResponseEntity<Resource> log(@PathVariable UUID id) {
        Path file = jobs.logFile(id);
        Resource log = Files.exists(file) ? new FileSystemResource(file) : new ByteArrayResource(new byte[0]);
        return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8)).body(log);
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @ApiResponse(responseCode = "202", description = "It ends", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It has ended already")
    @Operation(summary = "Cancel a job", description = "A queued job ends at once, a running one at its next step; 409 when it has ended.")
    Job cancel(@PathVariable UUID id) {
        return jobs.cancel(id);
    }

    /** {@code state=running} in a query, in any case. */
    @Component
    static class JobStateConverter implements Converter<String, JobState> {
        @Override
        public JobState convert(String text) {
            return JobState.valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
