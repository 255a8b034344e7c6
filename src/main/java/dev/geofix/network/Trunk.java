package dev.geofix.network;

import ai.djl.ndarray.NDArray;

/** A backbone without its classifier: images N×3×H×W → map N×C×(H/32)×(W/32). */
interface Trunk {
    NDArray map(Pass pass, NDArray images);

    int channels();

    /** Epsilon of the LayerNorm on tokens that follows the map. */
    default float normEpsilon() {
        return 1e-6f;
    }
}
