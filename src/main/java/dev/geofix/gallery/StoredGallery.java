package dev.geofix.gallery;

/**
 * A gallery and its number in the store, which a later gallery of the same name does not get again.
 *
 * @param dimension values a descriptor
 */
public record StoredGallery(long id, int dimension, Gallery gallery) {}
