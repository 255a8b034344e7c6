package dev.geofix.gallery;

/** Parameters of an import job: real paths, as they were checked. */
record ImportParameters(String gallery, String folder, String manifest) {}
