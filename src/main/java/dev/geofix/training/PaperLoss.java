package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.geofix.network.Autograd;

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
