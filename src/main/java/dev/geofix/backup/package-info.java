/** Backups of a data folder and checks of what it holds, both beside a running service; and the way back. */
@NullMarked
package dev.geofix.backup;

import org.jspecify.annotations.NullMarked;
