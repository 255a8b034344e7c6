/** The first start: a model, a gallery of real ground and a photo of a flight over it, so that the main job works at once. */
@NullMarked
package dev.geofix.demo;

import org.jspecify.annotations.NullMarked;
