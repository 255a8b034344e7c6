/** What a score is worth: confidence, threshold and radius of fixes, fitted on photos of known place against folders of tiles. */
@NullMarked
package dev.geofix.calibration;

import org.jspecify.annotations.NullMarked;
