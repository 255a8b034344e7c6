package dev.geofix.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Fixes of one gallery's photos by one way of making them.
 *
 * @param model folder's name
 * @param gallery folder's name
 * @param told of the photos, see {@link Told}
 * @param method {@code retrieved}: by descriptors alone; {@code verified}: looked at closely too, as the service does
 * @param candidates tiles that were looked at closely, at most; 0 where none was
 * @param photos whose place the gallery shows
 * @param metres errors of their fixes, accepted or not; null where there is none
 * @param accepted photos whose fix is accepted
 * @param acceptedAndWrong of these, farther off than {@link EvaluationReport#wrongBeyondMeters}
 * @param radiusCovers share of the accepted fixes whose radius holds the place; null where none is accepted
 * @param strangers photos of elsewhere
 * @param strangersAccepted of these, with an accepted fix
 */
public record FixReport(String model, String gallery, String told, String method, int candidates, int photos,
        @Nullable MetreFigures metres, int accepted, int acceptedAndWrong, @Nullable Double radiusCovers,
        int strangers, int strangersAccepted) {}
