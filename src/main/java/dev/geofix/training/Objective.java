package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.geofix.network.Autograd;
import dev.geofix.platform.UserException;
import org.jspecify.annotations.Nullable;

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

    /**
     * The sum for one batch of N pairs.
     *
     * @param parts 2N × P × D part features: the drone views, then the satellite views in the same order
     * @param logits 2N × P × K class logits of every part; null when no classifier learns
     * @param drone N × P·D descriptors of the drone views, unit rows
     * @param satellite the same of the satellite views
     * @param logScale natural logarithm of the inverse temperature, scalar
     * @param places N, the place of each pair
     * @return scalar loss
     */
    NDArray of(NDArray parts, @Nullable NDArray logits, NDArray drone, NDArray satellite, NDArray logScale,
            int[] places) {
        NDManager manager = parts.getManager();
        NDArray loss = manager.create(0f);
        if (contrastive > 0) {
            loss = loss.add(weighted(contrastive, InfoNce.loss(drone, satellite, logScale, smoothing)));
        }
        NDArray once = manager.create(places).toType(DataType.INT64, false);
        NDArray labels = once.concat(once);
        Shape pairs = new Shape(places.length);
        NDArray views = manager.ones(pairs, DataType.INT64).concat(manager.zeros(pairs, DataType.INT64));
        if (logits != null) {
            loss = loss.add(weighted(classification, PaperLoss.classification(logits, labels, views)));
        }
        if (triplet > 0) {
            loss = loss.add(weighted(triplet, PaperLoss.triplet(parts, labels, views, margin)));
        }
        return loss;
    }

    private static NDArray weighted(double weight, NDArray term) {
        return term.mul(Autograd.scalar(term, weight));
    }

    /**
     * Symmetric InfoNCE (van den Oord et al., 2018; both directions as in CLIP): row i of both descriptor matrices shows one
     * place, all other rows of the other view are negatives; cross-entropy over the scaled cosines, mean of both directions.
     */
    static final class InfoNce {
        private InfoNce() {}

        /**
         * @param drone N × D, unit rows
         * @param satellite N × D, unit rows
         * @param logScale natural logarithm of the inverse temperature, scalar
         * @param smoothing label smoothing ε: the true place gets 1 − ε + ε/N of the target's mass, each other place ε/N
         * @return scalar loss
         */
        static NDArray loss(NDArray drone, NDArray satellite, NDArray logScale, double smoothing) {
            NDArray scale = logScale.exp();
            // Else it belongs to the manager of the temperature, which is the whole training's.
            scale.attach(drone.getManager());
            NDArray logits = drone.matMul(satellite.transpose()).mul(scale);
            return crossEntropyOfDiagonal(logits, smoothing).add(crossEntropyOfDiagonal(logits.transpose(), smoothing))
                    .div(Autograd.scalar(logits, 2));
        }

        /** Share of rows whose highest score is their own place's: recall@1 inside the batch. */
        static float accuracy(NDArray drone, NDArray satellite) {
            NDArray best = drone.matMul(satellite.transpose()).argMax(1).toType(DataType.INT32, false);
            NDArray own = drone.getManager().arange((int) drone.getShape().get(0));
            return best.eq(own).toType(DataType.FLOAT32, false).mean().getFloat();
        }

        private static NDArray crossEntropyOfDiagonal(NDArray logits, double smoothing) {
            NDArray logProbabilities = logits.logSoftmax(1);
            NDArray eye = logits.getManager().eye((int) logits.getShape().get(0));
            NDArray own = logProbabilities.mul(eye).sum(new int[]{1}).mean();
            NDArray spread = logProbabilities.mean();
            return own.mul(Autograd.scalar(own, 1 - smoothing)).add(spread.mul(Autograd.scalar(spread, smoothing)))
                    .neg();
        }
    }

    /**
     * The seed paper's loss: mean over the part heads of CE(satellite) + CE(drone) + triplet. The triplet term works on
     * L2-normalised part features with Euclidean distance; for every image the farthest positive and the nearest negative are
     * mined in the other view only.
     *
     * @param total scalar, the sum of the two parts
     */
    record PaperLoss(NDArray total, NDArray classification, NDArray triplet) {
        static final double MARGIN = 0.3;
        private static final float FAR = 1e6f;

        /**
         * @param parts N × P × D part features of both views in one batch
         * @param logits N × P × K class logits of every part
         * @param labels N, int64: the place of each image
         * @param views N, int64: 0 satellite, 1 drone
         */
        static PaperLoss of(NDArray parts, NDArray logits, NDArray labels, NDArray views) {
            NDArray classification = classification(logits, labels, views);
            NDArray triplet = triplet(parts, labels, views, MARGIN);
            return new PaperLoss(classification.add(triplet), classification, triplet);
        }

        /** Sum over the two views of the view's mean cross-entropy, mean over the parts. */
        static NDArray classification(NDArray logits, NDArray labels, NDArray views) {
            long images = logits.getShape().get(0);
            NDArray oneHot = labels.oneHot((int) logits.getShape().get(2)).expandDims(1);
            NDArray perImage = logits.logSoftmax(2).mul(oneHot).sum(new int[]{2}).mean(new int[]{1}).neg();
            NDArray drone = views.toType(DataType.FLOAT32, false);
            NDArray satellite = drone.neg().add(1);
            NDArray weights = drone.div(drone.sum()).add(satellite.div(satellite.sum()));
            return perImage.reshape(new Shape(images)).mul(weights).sum();
        }

        /** Mean over images and parts of max(0, farthest positive − nearest negative + margin), in Euclidean distance of unit features. */
        static NDArray triplet(NDArray parts, NDArray labels, NDArray views, double margin) {
            long images = parts.getShape().get(0);
            // P × N × D: one distance matrix a part.
            NDArray features = parts.transpose(1, 0, 2);
            // The engine's own normalisation has a gradient of zero, not NaN, at a part whose features are all dropped.
            NDArray unit = features.normalize(2, 2);
            NDArray cosine = unit.matMul(unit.transpose(0, 2, 1));
            NDArray squares = cosine.mul(Autograd.scalar(cosine, -2)).add(2);
            NDArray distance = squares.maximum(Autograd.scalar(squares, 1e-12)).sqrt();
            NDArray sameClass = labels.reshape(images, 1).eq(labels.reshape(1, images)).toType(DataType.FLOAT32, false);
            NDArray otherView = views.reshape(images, 1).neq(views.reshape(1, images)).toType(DataType.FLOAT32, false);
            NDArray positive = sameClass.mul(otherView);
            NDArray negative = sameClass.neg().add(1).mul(otherView);
            NDArray farthest = distance.mul(positive).add(positive.neg().add(1).mul(-FAR)).max(new int[]{2});
            NDArray nearest = distance.mul(negative).add(negative.neg().add(1).mul(FAR)).min(new int[]{2});
            NDArray excess = farthest.sub(nearest).add((float) margin);
            return excess.maximum(Autograd.scalar(excess, 0)).mean();
        }
    }
}
