package dev.geofix.inference;

import dev.geofix.platform.UserException;
import java.util.Arrays;

/**
 * What the network says about an image: so many parts of equal length, part after part, together of unit length. The dot product of
 * two descriptors is their cosine.
 *
 * @param parts number of parts
 * @param values all parts' values; the array is not copied and must not change
 * @throws UserException when the parts are of unequal length, a value is not finite, or the length is not 1
 */
public record Descriptor(int parts, float[] values) {
    private static final double LENGTH_TOLERANCE = 1e-3;

    public Descriptor {
        if (parts < 1 || values.length == 0 || values.length % parts != 0) {
            throw new UserException(values.length + " values are no " + parts + " parts of equal length");
        }
        double length = Math.sqrt(dot(values, values));
        if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) {
            throw new UserException("a descriptor has length 1, not " + length);
        }
    }

    public int dimension() {
        return values.length;
    }

    /** −1 … 1; 1 means the same direction. */
    public double cosine(Descriptor other) {
        if (values.length != other.values.length) {
            throw new UserException("descriptors of " + values.length + " and " + other.values.length
                    + " values cannot be compared; they come from different models");
        }
        return dot(values, other.values);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Descriptor that && parts == that.parts && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * parts + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Descriptor[" + parts + " x " + values.length / parts + "]";
    }
}
