package dev.geofix.training;

import dev.geofix.network.Architecture;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.InvalidModelException;
import dev.geofix.network.Safetensors;
import dev.geofix.network.TensorSource;
import dev.geofix.network.WeightImport;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the weights of a training start from.
 *
 * @param file safetensors that hold the backbone at least; null for random weights
 */
public record BackboneWeights(@Nullable Path file) {
    /** Without the folder: where it lies is this machine's affair. */
    @Nullable
    String name() {
        return file == null ? null : file.getFileName().toString();
    }

    /** @throws UserException when the file lacks a tensor of the backbone */
    void requireFit(Architecture network) throws IOException {
        if (file != null) {
            try (Safetensors weights = Safetensors.open(file)) {
                requireFit(network, WeightImport.backbone(weights));
            } catch (InvalidModelException e) {
                throw unreadable(e);
            }
        }
    }

    TrainableModel load(RunDescription run, Training.Log log) throws IOException {
        if (file == null) {
            return new TrainableModel(run, TensorSource.of(Map.of()));
        }
        try (Safetensors weights = Safetensors.open(file)) {
            TensorSource named = WeightImport.backbone(weights);
            requireFit(run.settings().network(), named);
            TrainableModel model = new TrainableModel(run, named);
            log.say("initial weights: " + model.initialWeights().loaded().size() + " tensors fitted from " + file);
            return model;
        } catch (InvalidModelException e) {
            throw unreadable(e);
        }
    }

    private IllegalArgumentException unreadable(InvalidModelException reason) {
        return new UserException(
                "the initial weights " + file + " cannot be used: " + reason.getMessage(), reason);
    }

    private void requireFit(Architecture network, TensorSource weights) {
        misfit(network, weights).ifPresent(misfit -> {
            throw new UserException(file + " " + misfit);
        });
    }

    /** What keeps the weights from being those of the backbone, as the rest of a sentence that names them; empty when they are. */
    public static Optional<String> misfit(Architecture network, TensorSource weights) {
        TensorSource expected = new GlqiNet(network).state();
        List<String> unfit = expected.names().stream().filter(name -> name.startsWith("backbone."))
                .filter(name -> !weights.names().contains(name)
                        || !Arrays.equals(expected.shape(name), weights.shape(name)))
                .sorted().toList();
        return unfit.isEmpty()
                ? Optional.empty()
                : Optional.of("does not hold the weights of " + network.backbone() + ": " + unfit.size()
                        + " tensors are missing or of another shape, " + unfit.getFirst() + " first");
    }
}
