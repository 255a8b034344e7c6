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

    TrainableModel trainee(RunDescription run, TrainingLog log) throws IOException {
        if (file == null) {
            return new TrainableModel(run, TensorSource.of(Map.of()));
        }
        try (Safetensors weights = Safetensors.open(file)) {
            TensorSource named = WeightImport.backbone(weights);
            requireFit(run.settings().network(), named);
            TrainableModel trainee = new TrainableModel(run, named);
            log.say("initial weights: " + trainee.initialWeights().loaded().size() + " tensors fitted from " + file);
            return trainee;
        } catch (InvalidModelException e) {
            throw unreadable(e);
        }
    }

    private IllegalArgumentException unreadable(InvalidModelException reason) {
        return new UserException(
                "the initial weights " + file + " cannot be used: " + reason.getMessage(), reason);
    }

    private void requireFit(Architecture network, TensorSource weights) {
        List<String> unfit = unfit(network, weights);
        if (!unfit.isEmpty()) {
            throw new UserException(file + " does not hold the weights of " + network.backbone() + ": "
                    + unfit.size() + " tensors are missing or of another shape, " + unfit.getFirst() + " first");
        }
    }

    /** Names of the backbone's tensors that the weights lack or have in another shape. */
    public static List<String> unfit(Architecture network, TensorSource weights) {
        TensorSource expected = new GlqiNet(network).state();
        return expected.names().stream().filter(name -> name.startsWith("backbone."))
                .filter(name -> !weights.names().contains(name)
                        || !Arrays.equals(expected.shape(name), weights.shape(name)))
                .sorted().toList();
    }
}
