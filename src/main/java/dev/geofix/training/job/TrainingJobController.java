package dev.geofix.training.job;

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
@Tag(name = "Training", description = "Trainings and evaluations as jobs, in processes of their own.")
class TrainingJobController {
    private static final String SMALL = """
            {"dataset": "town", "recipe": "strong", "settings": {"epochs": 3, "batch": 3, "input.inputSize": 128,
             "network.backbone": "CONVNEXT_ATTO"}}""";
    private static final String RESUME = """
            {"resume": "00000000-0000-0000-0000-000000000000"}""";

    private final JobSubmission submission;
    private final TrainingChecks checks;

    TrainingJobController(JobSubmission submission, TrainingChecks checks) {
        this.submission = submission;
        this.checks = checks;
    }

    @PostMapping(path = "/api/v1/admin/training-jobs", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "202", description = "The job that trains", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "The job that this Idempotency-Key has made before", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "It cannot be trained; the detail names the field")
    @ApiResponse(responseCode = "409", description = "A model of that name is there or on its way")
    @ApiResponse(responseCode = "422", description = "This Idempotency-Key has made a job from another body")
    @Operation(summary = "Train a model", description = """
            Everything is checked first. The job then trains in a process of its own, evaluates on the data set's test half, calibrates when `calibration` names
            galleries, and installs the model under its name; `POST /api/v1/models/{version}/activate` uses it. Follow it at
            `/api/v1/jobs/{id}/events`. A training that was cancelled or failed goes on with `{"resume": "<id>"}`; the default settings stand in docs/training.md.""", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(implementation = TrainingRequest.class), examples = {
        @ExampleObject(name = "the demo's places, in a minute", value = SMALL),
        @ExampleObject(name = "go on with a cancelled training", value = RESUME)})))
    ResponseEntity<Job> submit(
            @Parameter(description = "your own name for this request: sent again, it finds the job it has made") @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return submission.submit(TrainingJobHandler.KIND, key, body,
                () -> checks.check(JobSubmission.read(body, TrainingRequest.class)), checks::named);
    }
}
