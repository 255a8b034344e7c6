/** The main class, the command line, and what has to happen before the service's parts are made. */
@NullMarked
package dev.geofix.app;

import org.jspecify.annotations.NullMarked;
