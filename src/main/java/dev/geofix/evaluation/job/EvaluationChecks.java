package dev.geofix.evaluation.job;

import dev.geofix.dataset.Dataset;
import dev.geofix.job.InvalidJobException;
import dev.geofix.model.ModelRegistry;
import dev.geofix.model.ModelVersion;
import dev.geofix.model.UnknownModelException;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Looks at everything that an evaluation will need before it is queued. */
@Component
class EvaluationChecks {
    private static final List<String> PROTOCOLS = List.of(EvaluationPhase.FULL, "distractors-as-junk");

    private final ModelRegistry models;
    private final DatasetChecks datasets;

    EvaluationChecks(ModelRegistry models, DatasetChecks datasets) {
        this.models = models;
        this.datasets = datasets;
    }

    /** @throws InvalidJobException when it cannot be evaluated; names the field */
    EvaluationParameters check(EvaluationRequest request) {
        if (request.model() == null) {
            throw new InvalidJobException("model",
                    "is missing: name an installed version; GET /api/v1/models lists them");
        }
        ModelVersion model = model(request.model());
        String protocol = Objects.requireNonNullElse(request.protocol(), EvaluationPhase.FULL);
        if (!PROTOCOLS.contains(protocol)) {
            throw new InvalidJobException("protocol", "'" + protocol + "' is none of " + PROTOCOLS);
        }
        Dataset dataset = datasets.open(request.dataset(), request.heights());
        if (DatasetChecks.readable(dataset::tests).isEmpty()) {
            throw new InvalidJobException("dataset",
                    "has no test half: test/{query,gallery}_{drone,satellite}, or Testing/<height> with the same folders");
        }
        return new EvaluationParameters(model.value(), dataset.root().toString(), dataset.heights(), protocol,
                Boolean.TRUE.equals(request.flip()));
    }

    private ModelVersion model(String name) {
        try {
            return models.require(name).version();
        } catch (UnknownModelException e) {
            throw new InvalidJobException("model", "cannot be evaluated: " + e.getMessage());
        }
    }
}
