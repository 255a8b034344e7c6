/** The application: it starts the service, or runs one of the commands of the same jar. */
@NullMarked
package dev.geofix;

import org.jspecify.annotations.NullMarked;
