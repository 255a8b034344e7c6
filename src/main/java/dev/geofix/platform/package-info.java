/** What every feature leans on: the data folder, problem details of the web layer, and the names of all metrics. Depends on nothing. */
@NullMarked
package dev.geofix.platform;

import org.jspecify.annotations.NullMarked;
