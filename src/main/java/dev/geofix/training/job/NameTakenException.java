package dev.geofix.training.job;

import dev.geofix.inference.ModelVersion;

/** A model version of that name is there, or a training is about to install one. */
class NameTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NameTakenException(ModelVersion version, String by) {
        super("The model version '" + version + "' is taken by " + by
                + ". Give another name, or none and one is made up.");
    }
}
