/** How good a retrieval is: recall and average precision, as the field's benchmarks compute them. */
@NullMarked
package dev.geofix.evaluation;

import org.jspecify.annotations.NullMarked;
