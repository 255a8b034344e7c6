package dev.geofix.training.job;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.platform.UserException;
import dev.geofix.training.Recipe;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Names for models to come: free of installed models and of those that trainings will install. */
@Component
class VersionNames {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int MAX_SET_NAME = 30;

    private final ModelRegistry models;
    private final JobService jobs;

    VersionNames(ModelRegistry models, JobService jobs) {
        this.models = models;
        this.jobs = jobs;
    }

    /**
     * @throws UserException when it is no name of a version, or taken
     */
    ModelVersion free(String name) {
        ModelVersion version;
        try {
            version = new ModelVersion(name);
        } catch (IllegalArgumentException e) {
            throw UserException.ofField("name", "'" + name + "' cannot be used: " + e.getMessage());
        }
        if (models.find(version).isPresent()) {
            throw taken(version, "an installed model");
        }
        jobs.unfinished(TrainingJobHandler.KIND).stream().filter(job -> name.equals(job.parameters().get("name")))
                .findFirst().map(Job::id).ifPresent(job -> {
                    throw taken(version, "training job " + job);
                });
        return version;
    }

    private static UserException taken(ModelVersion version, String by) {
        return new UserException(UserException.Kind.CONFLICT, "The model version '" + version + "' is taken by " + by
                + ". Give another name, or none and one is made up.");
    }

    /** Of data set, recipe and the time now, whether it is free or not. */
    static String derived(Path dataset, Recipe recipe) {
        String set = dataset.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return (set.isEmpty() ? "model" : set.substring(0, Math.min(set.length(), MAX_SET_NAME))) + "-"
                + recipe.name().toLowerCase(Locale.ROOT) + "-" + TIME.format(LocalDateTime.now(Clock.systemUTC()));
    }

    /** The name itself where it is free, else the first that is with a number behind it. */
    ModelVersion numbered(String name) {
        for (int number = 1;; number++) {
            try {
                return free(number == 1 ? name : name + "-" + number);
            } catch (UserException e) {
                if (e.kind() != UserException.Kind.CONFLICT) {
                    throw e;
                }
                // the next one
            }
        }
    }
}
