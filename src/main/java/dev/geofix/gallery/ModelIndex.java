package dev.geofix.gallery;

import dev.geofix.index.VectorIndex;
import dev.geofix.model.ModelVersion;

/** The descriptors that one model has made of a gallery's tiles, by sequence number. */
record ModelIndex(ModelVersion model, VectorIndex vectors) {}
