package dev.geofix.evaluation.job;

import dev.geofix.dataset.Dataset;
import dev.geofix.evaluation.Protocol;
import dev.geofix.inference.ModelRegistry.UnknownModelException;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.UserException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at everything that an evaluation will need before it is queued. */
@Component
class EvaluationChecks {
    private final ModelRegistry models;
    private final JobDatasets datasets;

    EvaluationChecks(ModelRegistry models, JobDatasets datasets) {
        this.models = models;
        this.datasets = datasets;
    }

    /** @throws UserException when it cannot be evaluated; names the field */
    EvaluationJobHandler.Parameters check(EvaluationRequest request) {
        if (request.model() == null) {
            throw UserException.ofField("model",
                    "is missing: name an installed version; GET /api/v1/models lists them");
        }
        ModelVersion model = model(request.model());
        Protocol protocol = protocol(Objects.requireNonNullElse(request.protocol(), Protocol.FULL.name()));
        Dataset dataset = datasets.open(request.dataset(), request.heights());
        if (JobDatasets.readable(dataset::tests).isEmpty()) {
            throw UserException.ofField("dataset",
                    "has no test half: test/{query,gallery}_{drone,satellite}, or Testing/<height> with the same folders");
        }
        return new EvaluationJobHandler.Parameters(model.value(), dataset.root().toString(), dataset.heights(),
                protocol,
                Boolean.TRUE.equals(request.flip()));
    }

    private static Protocol protocol(String name) {
        return Arrays.stream(Protocol.values()).filter(protocol -> protocol.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> UserException.ofField("protocol",
                        "'" + name + "' is none of " + Arrays.toString(Protocol.values()).toLowerCase(Locale.ROOT)));
    }

    private ModelVersion model(String name) {
        try {
            return models.require(name).version();
        } catch (UnknownModelException e) {
            throw UserException.ofField("model", "cannot be evaluated: " + e.getMessage());
        }
    }

    /**
     * What to evaluate.
     *
     * @param model an installed version
     * @param dataset folder below the data set roots
     * @param heights of the set to use, metres; all unless given
     * @param protocol which gallery is ranked: {@code full}, the default, or {@code junk}, where distractors do not count
     * @param flip whether each image's descriptor is joined by that of its mirror image
     */
    record EvaluationRequest(@Nullable String model,
            @Nullable String dataset,
            @Nullable List<Integer> heights,
            @Nullable @Schema(allowableValues = {"full", "junk"}) String protocol,
            @Nullable Boolean flip){}
}
