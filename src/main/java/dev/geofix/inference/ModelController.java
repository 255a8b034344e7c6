package dev.geofix.inference;

import dev.geofix.inference.ModelRegistry.InstalledModel;
import dev.geofix.network.Architecture;
import dev.geofix.network.InvalidModelException;
import dev.geofix.network.ModelManifest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Models", description = "Installed networks")
class ModelController {
    private final ModelRegistry models;

    ModelController(ModelRegistry models) {
        this.models = models;
    }

    /**
     * An installed model.
     *
     * @param active whether photos are compared with it
     * @param inputSize side of the network's square input, pixels
     * @param dimension values of a descriptor: parts · partDimension
     * @param calibration what its scores are worth; null for the cautious default
     */
    record Model(String version, boolean active, Architecture architecture, int inputSize, int parts,
            int partDimension, int dimension, Map<String, Object> provenance, Map<String, Object> metrics,
            @Nullable Map<String, Object> calibration) {
        static Model of(InstalledModel model) {
            ModelManifest manifest = model.manifest();
            return new Model(model.version().value(), model.active(), manifest.architecture(),
                    manifest.preprocessing().inputSize(), manifest.parts(), manifest.partDimension(),
                    manifest.parts() * manifest.partDimension(), manifest.provenance(), manifest.metrics(),
                    manifest.calibration());
        }
    }

    @Operation(summary = "The installed models, and which one is active", description = "Each with its architecture, where it is from, and what its scores are worth.")
    @GetMapping
    List<Model> list() {
        return models.list().stream().map(Model::of).toList();
    }

    @Operation(summary = "One of them, with the figures of its evaluation and its calibration", description = "`calibration` is null where the cautious default is used.")
    @GetMapping("/{version}")
    @ApiResponse(responseCode = "200", description = "The model", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "There is no such model")
    Model get(@Parameter(example = "demo-1") @PathVariable String version) {
        return Model.of(models.require(version));
    }

    @Operation(summary = "Compare photos with this model from now on", description = """
            Answers once the model is loaded and warm; photos under way are still answered by the one before. Galleries that another model embedded
            answer 409 from then on: embed them anew with **POST /api/v1/galleries/{gallery}/reindex**, or activate that one again.""")
    @PostMapping("/{version}/activate")
    @ApiResponse(responseCode = "200", description = "It is active", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "There is no such model")
    @ApiResponse(responseCode = "409", description = "Its files are damaged; the one before stays active")
    Model activate(@Parameter(example = "demo-1") @PathVariable String version) {
        models.activate(models.require(version).version());
        return Model.of(models.require(version));
    }

    @RestControllerAdvice
    static class ModelProblems {
        /** Of an installed model: no caller can send one. */
        @ExceptionHandler
        ProblemDetail damaged(InvalidModelException e) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
                    "The model's files are damaged (" + e.getMessage()
                            + "). Put its folder right, or choose another model.");
        }
    }
}
