package dev.geofix.inference;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.geofix.platform.UserException;
import java.util.regex.Pattern;

/**
 * Name of an installed model; it names a folder too, beside the file {@code active}, which says which one answers.
 *
 * @throws UserException when it is not 1 to 64 of a–z, 0–9, dot, dash or underscore with a letter or digit first, or is
 * {@code active}
 */
public record ModelVersion(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    static final String ACTIVE = "active";

    public ModelVersion {
        if (!FORM.matcher(value).matches()) {
            throw new UserException("a model version is 1 to 64 characters of a-z, 0-9, dot, dash and "
                    + "underscore, with a letter or digit first, not '" + value + "'");
        }
        if (value.equals(ACTIVE)) {
            throw new UserException("no model version can be called '" + ACTIVE + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
