/** Work that outlives a request: one Job aggregate with its states, progress, refusals, log and events. */
@NullMarked
package dev.geofix.jobs;

import org.jspecify.annotations.NullMarked;
