package dev.geofix.jobs;

import dev.geofix.platform.UserException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/jobs/{id}/files")
@Tag(name = "Jobs")
class JobResultController {
    private final JobService jobs;

    JobResultController(JobService jobs) {
        this.jobs = jobs;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The files that a training or an evaluation has made", description = "Settings, metrics, reports and figures, as far as they are there.")
    List<JobResult> list(@PathVariable UUID id) throws IOException {
        List<JobResult> results = new ArrayList<>();
        for (Path file : jobs.results(id)) {
            String name = file.getFileName().toString();
            results.add(new JobResult(name, Files.size(file), Files.getLastModifiedTime(file).toInstant(),
                    "/api/v1/jobs/" + id + "/files/" + name));
        }
        results.sort(Comparator.comparing(JobResult::name));
        return results;
    }

    @GetMapping("/{name}")
    @Operation(summary = "One of them", description = "By its name in the list of files.")
    ResponseEntity<Resource> get(@PathVariable UUID id, @Parameter(example = "report.md") @PathVariable String name) {
        Path file = jobs.results(id).stream().filter(result -> result.getFileName().toString().equals(name))
                .findFirst().orElseThrow(() -> new UserException(
                        UserException.Kind.UNKNOWN,
                        "Job " + id + " has no file '" + name + "'; GET /api/v1/jobs/" + id
                                + "/files lists what it has."));
        return ResponseEntity.ok().contentType(type(name)).body(new FileSystemResource(file));
    }

    private static MediaType type(String name) {
        return name.endsWith(".jsonl")
                ? MediaType.parseMediaType("application/jsonl")
                : MediaTypeFactory.getMediaType(name).orElse(MediaType.parseMediaType("text/markdown;charset=UTF-8"));
    }

    /**
     * A file that a job has made for its user.
     *
     * @param name plain, within its job
     * @param url where it is read
     */
    public record JobResult(String name, long bytes, Instant modified, String url) {}
}
