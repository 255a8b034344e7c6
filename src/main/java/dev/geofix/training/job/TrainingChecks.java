package dev.geofix.training.job;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.DatasetFolders;
import dev.geofix.evaluation.job.JobDatasets;
import dev.geofix.inference.ModelRegistry.UnknownModelException;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.network.Architecture;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.InvalidModelException;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.Safetensors;
import dev.geofix.network.TensorSource;
import dev.geofix.network.WeightImport;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UserException;
import dev.geofix.training.BackboneWeights;
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
    private static final String INITIAL = "initial";
    private static final List<String> CALIBRATION_FILES = List.of("manifest.csv", "photos.csv");

    private final DatasetFolders folders;
    private final JobDatasets datasets;
    private final ModelRegistry models;
    private final VersionNames names;
    private final Resumption resumption;
    private final GeofixSettings settings;

    TrainingChecks(DatasetFolders folders, JobDatasets datasets, ModelRegistry models, VersionNames names,
            Resumption resumption, GeofixSettings settings) {
        this.folders = folders;
        this.datasets = datasets;
        this.models = models;
        this.names = names;
        this.resumption = resumption;
        this.settings = settings;
    }

    /**
     * A training that was checked, while other requests went on.
     *
     * @param isNameGiven whether its name must be taken as it is
     */
    record Checked(TrainingParameters parameters, boolean isNameGiven) {}

    /** @throws UserException when it cannot be trained; names the field. A conflict when there is a model of the name that it gives */
    Checked check(TrainingRequest request) {
        if (request.resume() != null) {
            return new Checked(resumption.of(request), true);
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
                : initialWeights(request.initial(), config.network()).toString();
        List<String> calibration = Objects.requireNonNullElse(request.calibration(), List.<String>of()).stream()
                .map(this::calibration).toList();
        DiskNeed.require(settings.sharedFolder(), DiskNeed.bytes(config.network()));
        String name = request.name() == null
                ? VersionNames.derived(dataset.root(), recipe)
                : names.free(request.name()).value();
        return new Checked(new TrainingParameters(name, dataset.root().toString(), dataset.heights(),
                recipe.name().toLowerCase(Locale.ROOT), Objects.requireNonNullElse(request.settings(), Map.of()),
                initial, calibration, evaluate, null), request.name() != null);
    }

    /**
     * To be called when nobody else takes a name, until the job is there: it is what keeps the name.
     *
     * @throws UserException when the name was taken since the check
     */
    TrainingParameters named(Checked checked) {
        String name = checked.parameters().name();
        return checked.parameters()
                .named((checked.isNameGiven() ? names.free(name) : names.numbered(name)).value());
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
        return JobDatasets.readable(dataset::training).size();
    }

    private static boolean evaluate(@Nullable Boolean wanted, Dataset dataset) {
        boolean possible = !JobDatasets.readable(dataset::tests).isEmpty();
        if (Boolean.TRUE.equals(wanted) && !possible) {
            throw UserException.ofField("evaluate",
                    "is not possible: the data set has no test half. Leave it out, or add the half");
        }
        return wanted == null ? possible : wanted;
    }

    /** @param name an installed model version, or a file below the data set roots */
    private Path initialWeights(String name, Architecture network) {
        Path file = weightFile(name);
        try (Safetensors weights = Safetensors.open(file)) {
            BackboneWeights.misfit(network, WeightImport.backbone(weights)).ifPresent(misfit -> {
                throw UserException.ofField(INITIAL, "'" + name + "' " + misfit
                        + ". Give weights of that backbone, or another network.backbone in settings");
            });
        } catch (InvalidModelException | IOException e) {
            throw UserException.ofField(INITIAL, "names no readable weights (" + e.getMessage()
                    + "); give a safetensors file or an installed model");
        }
        return file;
    }

    private Path weightFile(String name) {
        try {
            return models.folder(models.require(name).version()).resolve(ModelFolder.WEIGHTS);
        } catch (UnknownModelException unknown) {
            try {
                return folders.file(name);
            } catch (IllegalArgumentException e) {
                throw UserException.ofField(INITIAL, "names no installed model, and " + e.getMessage());
            }
        }
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
