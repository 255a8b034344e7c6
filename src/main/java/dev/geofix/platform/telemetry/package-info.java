/** The names of all metrics and log fields, and when spans are sent. */
@NullMarked
package dev.geofix.platform.telemetry;

import org.jspecify.annotations.NullMarked;
