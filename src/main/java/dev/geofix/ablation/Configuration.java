package dev.geofix.ablation;

import dev.geofix.platform.UserException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table: how a training differs from the base settings.
 *
 * @param name as it stands in the table
 * @param group the table that it stands in
 * @param set values by dotted name, as {@code train --set} takes them
 */
record Configuration(String name, String group, Map<String, Object> set) {
    static final String OWN = "own";
    private static final String SEED = "seed";

    Configuration(String name, @Nullable String group, @Nullable Map<String, Object> set) {
        this.name = Objects.requireNonNullElse(name, "");
        this.group = Objects.requireNonNullElse(group, OWN);
        this.set = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(set, Map.of())));
        if (!this.name.matches("[^|\\p{Cntrl}]{1,60}") || this.name.isBlank()) {
            throw new UserException(
                    "a configuration needs a name of at most 60 characters without |, not '" + this.name + "'");
        }
        if (!this.group.matches("[a-z0-9][a-z0-9_-]{0,40}")) {
            throw new UserException("the group of '" + this.name
                    + "' must be of small letters, digits, - and _, for it names a file; it is '" + this.group + "'");
        }
        if (this.set.containsKey(SEED)) {
            throw new UserException("'" + this.name + "' sets the seed; give --seeds for the whole list");
        }
    }

    static Configuration of(PaperAblation figure, String name, Map<String, Object> set) {
        return new Configuration(name, figure.group(), set);
    }
}
