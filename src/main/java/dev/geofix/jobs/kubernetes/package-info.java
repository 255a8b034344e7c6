/** Commands of this program as Jobs of a Kubernetes cluster: their manifest, and how they stand there. */
@NullMarked
package dev.geofix.jobs.kubernetes;

import org.jspecify.annotations.NullMarked;
