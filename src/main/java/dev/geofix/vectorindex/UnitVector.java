package dev.geofix.vectorindex;

/** Guards what neither the graph nor the codes would notice. */
final class UnitVector {
    private static final double TOLERANCE = 1e-2;

    private UnitVector() {}

    /** @throws IllegalArgumentException when it is of another dimension, not finite, or not of length 1 */
    static float[] check(float[] vector, int dimension) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException("this index takes " + dimension + " values, not " + vector.length);
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (!(Math.abs(Math.sqrt(squares) - 1) <= TOLERANCE)) {
            throw new IllegalArgumentException("a vector must have length 1, not " + Math.sqrt(squares));
        }
        return vector;
    }
}
