package dev.geofix.vectorindex;

/**
 * Whose index it is. Files with another stamp are never read.
 *
 * @param owner names the set of vectors for ever, such as a gallery by number and birth
 * @param model that made the vectors
 * @param dimension values a vector
 */
public record IndexStamp(String owner, String model, int dimension) {
    public IndexStamp {
        if (dimension < 1) {
            throw new IllegalArgumentException("a vector has at least one value, not " + dimension);
        }
    }
}
