/** Trains and evaluates a list of configurations and writes what their comparison shows: the paper's ablations, or others. */
@NullMarked
package dev.geofix.ablation;

import org.jspecify.annotations.NullMarked;
