package dev.geofix.training.job;

import dev.geofix.dataset.DatasetFolders;
import dev.geofix.inference.ModelRegistry.UnknownModelException;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.network.Architecture;
import dev.geofix.network.InvalidModelException;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.Safetensors;
import dev.geofix.network.TensorSource;
import dev.geofix.network.WeightImport;
import dev.geofix.platform.UserException;
import dev.geofix.training.BackboneWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the starting weights of a training and sees that they are those of its backbone. */
@Component
class InitialWeights {
    private static final String FIELD = "initial";

    private final ModelRegistry models;
    private final DatasetFolders folders;

    InitialWeights(ModelRegistry models, DatasetFolders folders) {
        this.models = models;
        this.folders = folders;
    }

    /**
     * @param name an installed model version, or a file below the data set roots
     * @throws UserException when there is neither, or the weights do not fit
     */
    Path find(String name, Architecture network) {
        Path file = fileOf(name);
        try (Safetensors weights = Safetensors.open(file)) {
            requireFit(name, network, WeightImport.backbone(weights));
        } catch (InvalidModelException | IOException e) {
            throw UserException.ofField(FIELD, "names no readable weights (" + e.getMessage()
                    + "); give a safetensors file or an installed model");
        }
        return file;
    }

    private Path fileOf(String name) {
        try {
            return models.folder(models.require(name).version()).resolve(ModelFolder.WEIGHTS);
        } catch (UnknownModelException e) {
            return file(name);
        }
    }

    private Path file(String name) {
        try {
            return folders.file(name);
        } catch (IllegalArgumentException e) {
            throw UserException.ofField(FIELD, "names no installed model, and " + e.getMessage());
        }
    }

    private static void requireFit(String name, Architecture network, TensorSource weights) {
        List<String> unfit = BackboneWeights.unfit(network, weights);
        if (!unfit.isEmpty()) {
            throw UserException.ofField(FIELD, "'" + name + "' does not hold the weights of " + network.backbone()
                    + ": " + unfit.size() + " tensors are missing or of another shape, " + unfit.getFirst()
                    + " first. Give weights of that backbone, or another network.backbone in settings");
        }
    }
}
