package dev.geofix.inference;

import dev.geofix.network.ModelManifest;

/** A model in the data folder. */
public record InstalledModel(ModelVersion version, ModelManifest manifest, boolean active) {}
