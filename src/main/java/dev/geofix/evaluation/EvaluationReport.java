package dev.geofix.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.json}: what was measured and how.
 *
 * @param created instant, ISO 8601
 * @param fixes of galleries' photos
 * @param wrongBeyondMeters an accepted fix that is farther off is wrong
 */
public record EvaluationReport(String created, EvaluationSettings settings, List<MethodReport> methods,
        List<FixReport> fixes, double wrongBeyondMeters) {
    /**
     * One method on all sets.
     *
     * @param method as it stands in the tables
     * @param centred whether each set was centred on its own means
     * @param inputSize pixels a side
     * @param dimension values of a descriptor
     * @param partCosine mean cosine between the parts of a descriptor, over all pictures and pairs of parts; null for descriptors of one part
     * @param pooledCosine the same of the pooled parts before their heads
     * @param seconds that it took
     * @param unreadable pictures that were left out
     */
    public record MethodReport(String method, boolean centred, int inputSize, int dimension,
            @Nullable Double partCosine,
            @Nullable Double pooledCosine,
            double seconds, List<SetReport> sets, List<UnreadablePicture> unreadable) {}

    /**
     * One line of a table.
     *
     * @param height metres; null for a set without heights
     * @param direction such as {@code drone→satellite}
     * @param metres null where positions are not known
     */
    public record SetReport(String dataset, @Nullable Integer height, String direction, Protocol protocol,
            RetrievalMetrics figures, @Nullable PositionErrors metres) {
        static SetReport of(SetRanking ranking) {
            RetrievalSet set = ranking.set();
            return new SetReport(set.dataset(), set.height(), set.direction(), ranking.protocol(), ranking.figures(),
                    PositionErrors.of(ranking));
        }

        /** Dataset and height. */
        public String group() {
            return height == null ? dataset : dataset + " " + height + " m";
        }
    }

    /** A picture that was left out because it cannot be read. */
    public record UnreadablePicture(String picture, String reason) {}

    /**
     * Fixes of one gallery's photos by one way of making them.
     *
     * @param model folder's name
     * @param gallery folder's name
     * @param told of the photos, see {@link ToldMetadata}
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
            @Nullable PositionErrors metres, int accepted, int acceptedAndWrong, @Nullable Double radiusCovers,
            int strangers, int strangersAccepted) {}
}
