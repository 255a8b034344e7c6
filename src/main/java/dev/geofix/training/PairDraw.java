package dev.geofix.training;

/**
 * A pair to draw.
 *
 * @param view which of the place's drone views; {@link #ANY} leaves it to chance
 */
record PairDraw(int place, int view) {
    static final int ANY = -1;

    static PairDraw any(int place) {
        return new PairDraw(place, ANY);
    }
}
