/** Commands that measure a running service, the index and training, and the load that they put on them. Nothing that answers requests uses it. */
@NullMarked
package dev.geofix.benchmark;

import org.jspecify.annotations.NullMarked;
