/** Imports: files and folders of tiles, uploaded or on the server, put into a gallery by a job that goes on where it was. */
@NullMarked
package dev.geofix.ingest;

import org.jspecify.annotations.NullMarked;
