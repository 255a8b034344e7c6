/** A photo and a tile beside each other, for people: where the photo was taken, and why that is believed. */
@NullMarked
package dev.geofix.locate.picture;

import org.jspecify.annotations.NullMarked;
