package dev.geofix.training;

import dev.geofix.network.Architecture;
import dev.geofix.network.Backbone;
import dev.geofix.network.Preprocessing;
import dev.geofix.training.ViewAugmenter.Augmentation;
import java.util.List;

/** Where the settings of a training start from. */
public enum Recipe {
    /** The seed paper's: SGD in steps, part classifiers and triplets, one pair a class and epoch. */
    PAPER {
        @Override
        TrainingConfig defaults() {
            return new TrainingConfig(this, NETWORK, INPUT, 1, 32, 200, 0, 1, 0, 0, Sampling.CLASS_BALANCED,
                    new Objective(0, 0.07, 0, 1, 1, 0.3),
                    new Optimization(Optimization.Kind.SGD, 0.01, 0.003, 0.9, 5e-4, true,
                            Optimization.Fall.STEPS, List.of(0.4, 0.6), 0.1, 0, 0),
                    false,
                    new Augmentation(0.1, 10, true, 0, false, 0.5, 0, 0),
                    new Augmentation(0.1, 10, true, 90, false, 0, 0, 0), List.of());
        }
    },
    /** InfoNCE over all pairs with AdamW, heads without ReLU, and views that differ more in light and camera. */
    STRONG {
        @Override
        TrainingConfig defaults() {
            return new TrainingConfig(this, WITHOUT_RELU, INPUT, 1, 64, 10, 0, 1, 0, 0, Sampling.ALL_PAIRS,
                    new Objective(1, 0.07, 0.1, 0.1, 0, 0.3),
                    new Optimization(Optimization.Kind.ADAMW, 1e-3, 1e-3, 0.9, 0.01, false,
                            Optimization.Fall.COSINE, List.of(), 0.01, 0.05, 5),
                    true,
                    new Augmentation(0, 0, false, 0, false, 0, 0.8, 0.3),
                    new Augmentation(0, 0, false, 0, true, 0, 0.8, 0.3), List.of());
        }
    };

    private static final Architecture NETWORK = Architecture.paper(Backbone.CONVNEXT_TINY);
    /** ReLU leaves all parts and places alike to a good third; measured, it costs recall. */
    private static final Architecture WITHOUT_RELU = new Architecture(NETWORK.backbone(), NETWORK.stripes(),
            NETWORK.quadrants(), NETWORK.attention(), NETWORK.residual(), false, NETWORK.partDimension(),
            NETWORK.dropout());
    private static final Preprocessing INPUT = Preprocessing.imageNet(256);

    abstract TrainingConfig defaults();
}
