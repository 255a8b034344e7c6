/** Backups of a data folder and checks of what it holds; both work beside a running service. */
@NullMarked
package dev.geofix.gallery.maintenance;

import org.jspecify.annotations.NullMarked;
