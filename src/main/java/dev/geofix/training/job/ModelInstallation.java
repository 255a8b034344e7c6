package dev.geofix.training.job;

import dev.geofix.inference.ModelRegistry.InstalledModel;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Installs the model of a finished training, with what its evaluation found and the job that made it. */
@Component
class ModelInstallation {
    private static final String JOB = "job";

    private final ModelRegistry models;
    private final JsonMapper json;

    ModelInstallation(ModelRegistry models, JsonMapper json) {
        this.models = models;
        this.json = json;
    }

    /**
     * Done once, however often it is called for a job.
     *
     * @param wanted name of the version; when somebody has taken it meanwhile, the job's id is added, since a training is worth more than its name
     * @param report of the evaluation; may be absent
     * @return the version as it is installed
     */
    InstalledModel install(UUID job, String wanted, Path model, Path report) throws IOException {
        ModelFolder folder = ModelFolder.read(model);
        folder.describe(described(folder.manifest(), job, report));
        ModelVersion version = new ModelVersion(wanted);
        if (models.find(version).filter(installed -> !isOf(job, installed)).isPresent()) {
            String mark = "-" + job.toString().substring(0, 8);
            version = new ModelVersion(wanted.substring(0, Math.min(wanted.length(), 64 - mark.length())) + mark);
        }
        models.install(version, model);
        return models.find(version).orElseThrow();
    }

    private ModelManifest described(ModelManifest manifest, UUID job, Path report) {
        Map<String, Object> provenance = new LinkedHashMap<>(manifest.provenance());
        provenance.put(JOB, job.toString());
        Map<String, Object> metrics = new LinkedHashMap<>(manifest.metrics());
        if (Files.exists(report)) {
            metrics.put("evaluation", json.readTree(report).path("methods").path(0).path("sets"));
        }
        return manifest.withProvenance(provenance).withMetrics(metrics);
    }

    private static boolean isOf(UUID job, InstalledModel model) {
        return job.toString().equals(model.manifest().provenance().get(JOB));
    }
}
