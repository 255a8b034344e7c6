package dev.geofix.training.job;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.DatasetFolders;
import dev.geofix.evaluation.job.DatasetChecks;
import dev.geofix.network.Architecture;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.TensorSource;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UserException;
import dev.geofix.training.Recipe;
import dev.geofix.training.TrainingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at everything that a training will need before it is queued. */
@Component
class TrainingChecks {
    private static final List<String> CALIBRATION_FILES = List.of("manifest.csv", "photos.csv");

    private final DatasetFolders folders;
    private final DatasetChecks datasets;
    private final InitialWeights weights;
    private final VersionNames names;
    private final Resumption resumption;
    private final GeofixSettings settings;

    TrainingChecks(DatasetFolders folders, DatasetChecks datasets, InitialWeights weights, VersionNames names,
            Resumption resumption, GeofixSettings settings) {
        this.folders = folders;
        this.datasets = datasets;
        this.weights = weights;
        this.names = names;
        this.resumption = resumption;
        this.settings = settings;
    }

    /**
     * @throws UserException when it cannot be trained; names the field
     * @throws NameTakenException when there is a model of that name
     */
    TrainingParameters check(TrainingRequest request) {
        if (request.resume() != null) {
            return resumption.of(request);
        }
        Recipe recipe = recipe(request.recipe());
        TrainingConfig config = config(recipe, request.settings());
        Dataset dataset = datasets.open(request.dataset(), request.heights());
        boolean evaluate = evaluate(request.evaluate(), dataset);
        requirePlaces(dataset);
        if (request.settings() != null && request.settings().containsKey("batch")) {
            requireFullBatches(dataset, config);
        }
        String initial = request.initial() == null
                ? null
                : weights.find(request.initial(), config.network()).toString();
        List<String> calibration = Objects.requireNonNullElse(request.calibration(), List.<String>of()).stream()
                .map(this::calibration).toList();
        DiskNeed.require(settings.data(), DiskNeed.bytes(config.network()));
        String name = request.name() == null
                ? names.derived(dataset.root(), recipe).value()
                : names.free(request.name()).value();
        return new TrainingParameters(name, dataset.root().toString(), dataset.heights(),
                recipe.name().toLowerCase(Locale.ROOT), Objects.requireNonNullElse(request.settings(), Map.of()),
                initial, calibration, evaluate, null);
    }

    private static Recipe recipe(@Nullable String name) {
        if (name == null) {
            return Recipe.STRONG;
        }
        return Arrays.stream(Recipe.values()).filter(recipe -> recipe.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> UserException.ofField("recipe",
                        "'" + name + "' is none of " + Arrays.toString(Recipe.values()).toLowerCase(Locale.ROOT)));
    }

    private static TrainingConfig config(Recipe recipe, @Nullable Map<String, Object> changes) {
        try {
            return TrainingConfig.of(recipe, Objects.requireNonNullElse(changes, Map.of()));
        } catch (IllegalArgumentException e) {
            throw UserException.ofField("settings:", String.valueOf(e.getMessage()));
        }
    }

    private static void requirePlaces(Dataset dataset) {
        int places = places(dataset);
        if (places < 2) {
            throw UserException.ofField("dataset", "has " + places + " places with both a drone and a satellite view "
                    + "in its training half; a training needs at least 2");
        }
    }

    /** The recipe's own size is a wish, and a small set makes smaller batches; a size that was asked for is meant. */
    private static void requireFullBatches(Dataset dataset, TrainingConfig config) {
        int used = config.maxPlaces() == 0 ? places(dataset) : Math.min(places(dataset), config.maxPlaces());
        if (config.batch() > used) {
            throw UserException.ofField("settings:", "batch is " + config.batch() + " places, but there are only "
                    + used + " to learn from; set batch to " + used + " or less");
        }
    }

    private static int places(Dataset dataset) {
        return DatasetChecks.readable(dataset::training).size();
    }

    private static boolean evaluate(@Nullable Boolean wanted, Dataset dataset) {
        boolean possible = !DatasetChecks.readable(dataset::tests).isEmpty();
        if (Boolean.TRUE.equals(wanted) && !possible) {
            throw UserException.ofField("evaluate",
                    "is not possible: the data set has no test half. Leave it out, or add the half");
        }
        return wanted == null ? possible : wanted;
    }

    private String calibration(String name) {
        try {
            Path folder = folders.folder(name).toRealPath();
            for (String file : CALIBRATION_FILES) {
                if (!Files.isRegularFile(folder.resolve(file))) {
                    throw new UserException("'" + name + "' lacks " + file
                            + "; a gallery as 'simulate --layout gallery' writes it has manifest.csv and photos.csv");
                }
            }
            return folder.toString();
        } catch (IllegalArgumentException | IOException e) {
            throw UserException.ofField("calibration", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether the disk has room for a training. A checkpoint holds weights and two moments, 12 bytes a parameter; two of them lie side by side for a moment, the model
     * takes 2 bytes more in the run and 2 where it is installed. Reports and figures need little.
     */
    static final class DiskNeed {
        private static final long BYTES_A_PARAMETER = 2 * 12 + 2 + 2;
        private static final long REPORTS = 64L << 20;

        private DiskNeed() {}

        static long bytes(Architecture network) {
            TensorSource state = new GlqiNet(network).state();
            long parameters = state.names().stream()
                    .mapToLong(name -> Arrays.stream(state.shape(name)).reduce(1, (a, b) -> a * b)).sum();
            return parameters * BYTES_A_PARAMETER + REPORTS;
        }

        /** @throws UserException when less is free */
        static void require(Path data, long bytes) {
            try {
                long free = Files.getFileStore(data).getUsableSpace();
                if (free < bytes) {
                    throw UserException.ofField("The training",
                            "needs about %d MB in %s for its checkpoints, and %d MB are free. "
                                    .formatted(bytes >> 20, data, free >> 20)
                                    + "Make room there, or train a smaller network.backbone");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
