/** What every feature leans on: the data folder, problem details of the web layer, the names of all metrics, progress of long work. Depends on nothing. */
@NullMarked
package dev.geofix.platform;

import org.jspecify.annotations.NullMarked;
