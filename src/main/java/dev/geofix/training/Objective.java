package dev.geofix.training;

import dev.geofix.platform.UserException;

/**
 * What a training minimises: a weighted sum of {@link InfoNce} on the descriptors and of the two terms of {@link PaperLoss} on the
 * parts. A term of weight 0 is not computed.
 *
 * @param contrastive weight of InfoNCE
 * @param temperature of InfoNCE at the start; it is learnt
 * @param smoothing label smoothing ε of InfoNCE
 * @param classification weight of the part classifiers' cross-entropy
 * @param triplet weight of the parts' triplet loss
 * @param margin of the triplet loss
 */
public record Objective(double contrastive, double temperature, double smoothing, double classification, double triplet,
        double margin) {
    public Objective {
        if (!(contrastive >= 0 && classification >= 0 && triplet >= 0)
                || !(contrastive + classification + triplet > 0)) {
            throw new UserException(
                    "loss.contrastive, loss.classification and loss.triplet must be 0 or more, one of them above 0");
        }
        if (!(temperature > 0) || !(smoothing >= 0 && smoothing < 1) || !(margin >= 0)) {
            throw new UserException("loss.temperature must be above 0, loss.smoothing from 0 to below 1, "
                    + "loss.margin 0 or more");
        }
    }
}
