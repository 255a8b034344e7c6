package dev.geofix.evaluation;

import dev.geofix.platform.UserException;
import java.util.List;

/**
 * How to evaluate.
 *
 * @param protocols one set of figures for each; what is embedded is the same
 * @param flip whether a picture's descriptor is that of it and its mirror image, added and made unit length again: twice the work
 * @param centred whether queries and gallery are centred on their own means first; keeps all descriptors of a set in memory
 * @param turns degrees clockwise by which each query is turned; a gallery picture's score is its best over them
 * @param examples queries of each set to keep for the figure
 * @param seed of the choice of these
 */
public record EvaluationSettings(List<Protocol> protocols, boolean flip, boolean centred, List<Double> turns,
        int examples, long seed) {
    /** As the field's papers do: full gallery, every picture once. */
    public static final EvaluationSettings DEFAULT = new EvaluationSettings(List.of(Protocol.FULL), false, false,
            List.of(0.0), 6, 1);

    public EvaluationSettings {
        protocols = List.copyOf(protocols);
        turns = List.copyOf(turns);
        if (protocols.isEmpty() || turns.isEmpty()) {
            throw new UserException("name at least one protocol and one turn");
        }
        if (turns.stream().anyMatch(turn -> !Double.isFinite(turn))) {
            throw new UserException("turns must be degrees, not " + turns);
        }
        if (examples < 0 || examples > 50) {
            throw new UserException("a figure shows 0 to 50 queries, not " + examples);
        }
    }

    public EvaluationSettings withCentring(boolean wanted) {
        return new EvaluationSettings(protocols, flip, wanted, turns, examples, seed);
    }
}
