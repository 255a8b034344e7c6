package dev.geofix.network;

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
