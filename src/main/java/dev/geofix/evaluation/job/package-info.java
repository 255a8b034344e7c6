/** Evaluations as jobs: checked when they are submitted, run in processes of their own. */
@NullMarked
package dev.geofix.evaluation.job;

import org.jspecify.annotations.NullMarked;
