package dev.geofix.model;

import dev.geofix.network.Architecture;
import dev.geofix.network.ModelManifest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "models", description = "Installed networks")
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
     */
    record Model(String version, boolean active, Architecture architecture, int inputSize, int parts,
            int partDimension, int dimension, Map<String, Object> provenance, Map<String, Object> metrics) {
        static Model of(InstalledModel model) {
            ModelManifest manifest = model.manifest();
            return new Model(model.version().value(), model.active(), manifest.architecture(),
                    manifest.preprocessing().inputSize(), manifest.parts(), manifest.partDimension(),
                    manifest.parts() * manifest.partDimension(), manifest.provenance(), manifest.metrics());
        }
    }

    @Operation(summary = "The installed models, and which one is active")
    @GetMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Model> list() {
        return models.list().stream().map(Model::of).toList();
    }
}
