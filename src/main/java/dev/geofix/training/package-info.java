/** Trains a GLQINet: pairs of views, augmentation, losses, optimisers and the loop with its checkpoints. */
@NullMarked
package dev.geofix.training;

import org.jspecify.annotations.NullMarked;
