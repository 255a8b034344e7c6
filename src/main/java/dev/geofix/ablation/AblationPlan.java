package dev.geofix.ablation;

import dev.geofix.network.Architecture;
import dev.geofix.platform.UserException;
import dev.geofix.training.Recipe;
import dev.geofix.training.TrainingConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which trainings the tables need. Configurations with the same settings are one training, whichever tables they stand in.
 *
 * @param base settings that all share but for what a configuration changes
 * @param groups the tables
 * @param runs settings by the name of the run, without regard to the seed
 */
record AblationPlan(TrainingConfig base, List<Group> groups, Map<String, TrainingConfig> runs) {
    /** A table of several lines. */
    record Group(String name, List<Line> lines) {}

    /** @param run whose figures stand in it */
    record Line(String configuration, String run) {}

    /**
     * @param changes of the recipe, for all
     * @throws UserException that names the configuration, when its settings do not exist or do not go together
     */
    static AblationPlan of(Recipe recipe, Map<String, ?> changes, List<Configuration> configurations) {
        TrainingConfig base = TrainingConfig.of(recipe, changes);
        Map<String, TrainingConfig> runs = new LinkedHashMap<>();
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        for (Configuration configuration : configurations) {
            TrainingConfig config = settings(recipe, changes, base.network(), configuration);
            String run = runs.entrySet().stream().filter(entry -> entry.getValue().equals(config))
                    .map(Map.Entry::getKey).findFirst()
                    .orElseGet(() -> name(recipe, changes, config, configuration));
            if (!config.equals(runs.computeIfAbsent(run, name -> config))) {
                throw new UserException("two different configurations would share the run '" + run
                        + "'; give '" + configuration.name() + "' another name");
            }
            groups.computeIfAbsent(configuration.group(), name -> new ArrayList<>())
                    .add(new Line(configuration.name(), run));
        }
        return new AblationPlan(base,
                groups.entrySet().stream().map(group -> new Group(group.getKey(), List.copyOf(group.getValue())))
                        .toList(),
                runs);
    }

    private static TrainingConfig settings(Recipe recipe, Map<String, ?> changes, Architecture base,
            Configuration configuration) {
        try {
            Map<String, Object> set = joined(changes, configuration.set());
            TrainingConfig config = TrainingConfig.of(recipe, set);
            if (config.network().quadrants()) {
                return config;
            }
            // Without quadrants these change nothing: they must not make two trainings of one.
            return TrainingConfig.of(recipe, joined(set, Map.of("network.stripes", base.stripes(), "network.attention",
                    base.attention(), "network.residual", base.residual())));
        } catch (IllegalArgumentException e) {
            throw new UserException("configuration '" + configuration.name() + "': " + e.getMessage(), e);
        }
    }

    /** A network that differs from the base in nothing but what the figures vary is named by that, so that each list finds it again. */
    private static String name(Recipe recipe, Map<String, ?> changes, TrainingConfig config,
            Configuration configuration) {
        Architecture network = config.network();
        TrainingConfig varied = TrainingConfig.of(recipe,
                joined(changes, Map.of("network.backbone", network.backbone(), "network.quadrants",
                        network.quadrants(), "network.stripes", network.stripes(), "network.attention",
                        network.attention())));
        if (!varied.equals(config)) {
            return configuration.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }
        return (network.backbone()
                + (network.quadrants() ? "-t" + network.stripes() + "-" + network.attention() : "-no-parts"))
                .toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> joined(Map<String, ?> first, Map<String, ?> then) {
        Map<String, Object> all = new LinkedHashMap<>(first);
        then.forEach((name, value) -> {
            all.remove(name);
            all.put(name, value);
        });
        return all;
    }
}
