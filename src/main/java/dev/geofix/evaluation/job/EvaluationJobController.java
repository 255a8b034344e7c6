package dev.geofix.evaluation.job;

import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobSubmission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Training")
class EvaluationJobController {
    private static final String EXAMPLE = """
            {"model": "demo-1", "dataset": "town", "protocol": "full", "flip": false}""";

    private final JobSubmission submission;
    private final EvaluationChecks checks;

    EvaluationJobController(JobSubmission submission, EvaluationChecks checks) {
        this.submission = submission;
        this.checks = checks;
    }

    @PostMapping(path = "/api/v1/admin/evaluation-jobs", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "202", description = "The job that evaluates", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "The job that this Idempotency-Key has made before", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "It cannot be evaluated; the detail names the field")
    @ApiResponse(responseCode = "422", description = "This Idempotency-Key has made a job from another body")
    @Operation(summary = "Measure an installed model on a data set", description = "Report and figures lie at `/api/v1/jobs/{id}/files`.", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(implementation = EvaluationChecks.EvaluationRequest.class), examples = @ExampleObject(value = EXAMPLE))))
    ResponseEntity<Job> submit(
            @Parameter(description = "your own name for this request: sent again, it finds the job it has made") @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return submission.submit(EvaluationJobHandler.KIND, key, body,
                () -> checks.check(JobSubmission.read(body, EvaluationChecks.EvaluationRequest.class)));
    }
}
