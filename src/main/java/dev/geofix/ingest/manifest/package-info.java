/** Folders of images with a file that lists their places. */
@NullMarked
package dev.geofix.ingest.manifest;

import org.jspecify.annotations.NullMarked;
