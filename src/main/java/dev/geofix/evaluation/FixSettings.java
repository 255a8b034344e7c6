package dev.geofix.evaluation;

import dev.geofix.platform.UserException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which fixes are measured.
 *
 * @param galleries folders with tiles ({@code manifest.csv}) and photos ({@code photos.csv})
 * @param strangers folders of photos that none of the galleries shows, each asked of all
 * @param told of the photos, one after the other
 * @param candidates tiles that are looked at closely, one number after the other
 * @param within metres up to which an accepted fix is right
 */
record FixSettings(List<Path> galleries, List<Path> strangers, List<Told> told, List<Integer> candidates,
        double within) {
    FixSettings {
        if (told.isEmpty() || candidates.isEmpty() || !candidates.stream().allMatch(number -> number > 0)
                || !(within > 0)) {
            throw new UserException(
                    "--told and --candidates must name something, --candidates and --within must be above 0");
        }
    }
}
