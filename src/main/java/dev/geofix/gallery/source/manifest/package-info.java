/** Folders of images with a file that lists their places. */
@NullMarked
package dev.geofix.gallery.source.manifest;

import org.jspecify.annotations.NullMarked;
