/** Trainings as jobs: checked when they are submitted, run in processes of their own, their models installed. */
@NullMarked
package dev.geofix.training.job;

import org.jspecify.annotations.NullMarked;
