package dev.geofix.training;

/**
 * The input of one step.
 *
 * @param step which step it belongs to, from 0
 * @param places the place of each pair, no two alike
 * @param images 2N × 3 × side × side, normalised: the N drone views, then the N satellite views in the same order
 */
public record TrainingBatch(long step, int[] places, float[] images, int side) {
    public int pairs() {
        return places.length;
    }
}
