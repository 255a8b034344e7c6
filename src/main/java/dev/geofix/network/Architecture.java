package dev.geofix.network;

import dev.geofix.platform.UserException;
import java.util.Objects;

/**
 * Everything that decides the shape of a GLQINet and what it computes.
 *
 * @param stripes stripes t in each of the four directions, 1 … 8
 * @param quadrants false for the no-part baseline: the mean of all tokens and one head; attention and residual then do
 *     not apply
 * @param residual whether the stripe's own mean is added to what attention gives
 * @param headRelu whether a head ends in ReLU
 * @param partDimension features D of each part
 * @param dropout share of a head's features dropped in training, 0 … 1
 */
public record Architecture(Backbone backbone, int stripes, boolean quadrants, Attention attention, boolean residual,
        boolean headRelu, int partDimension, double dropout) {
    static final int DIRECTIONS = 4;

    public Architecture {
        Objects.requireNonNull(backbone, "backbone");
        Objects.requireNonNull(attention, "attention");
        if (stripes < 1 || stripes > 8) {
            throw new UserException("stripes must be from 1 to 8, not " + stripes);
        }
        if (partDimension < 1 || partDimension > 8192) {
            throw new UserException("partDimension must be from 1 to 8192, not " + partDimension);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new UserException("dropout must be at least 0 and below 1, not " + dropout);
        }
    }

    /** The paper's setting: four stripes, merged attention, 16 heads of 512 with ReLU and dropout 0.5. */
    public static Architecture paper(Backbone backbone) {
        return new Architecture(backbone, 4, true, Attention.MERGED, false, true, 512, 0.5);
    }

    /** The same with the residual, which keeps the parts apart from each other. */
    public static Architecture residual(Backbone backbone) {
        return new Architecture(backbone, 4, true, Attention.MERGED, true, true, 512, 0.5);
    }

    /** Parts P of a descriptor. */
    public int parts() {
        return quadrants ? DIRECTIONS * stripes : 1;
    }

    /** Length P·D of a descriptor. */
    public int dimension() {
        return parts() * partDimension;
    }

    /**
     * How a stripe P is pooled with the global tokens T (the paper's Table 1). Queries always come from the stripe; every
     * kind but {@link #NONE} ends in the mean over the stripe's tokens.
     */
    public enum Attention {
        /** Keys and values from [P; T], so that the stripe's own tokens count twice (Eqs. 7–9). */
        MERGED,
        /** Keys and values from P alone. */
        SELF,
        /** Keys and values from T alone. */
        CROSS,
        /**
         * Parallel co-attention (Lu et al. 2016) over the affinity S = QKᵀ/√C of P and T: P attends to T by the softmax of S
         * along T, T attends to P by the softmax of Sᵀ along P; the result is the mean of both sides' token means.
         */
        CO,
        /** No attention: the mean of the stripe's tokens. */
        NONE
    }
}
