/** The first start: a model, a gallery of a made-up town and a photo to try, so that the main job works at once. */
@NullMarked
package dev.geofix.demo;

import org.jspecify.annotations.NullMarked;
