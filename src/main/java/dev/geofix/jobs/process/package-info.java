/** Jobs' work in processes of its own: commands of this program that outlive the service, seen through files in the job's folder. */
@NullMarked
package dev.geofix.jobs.process;

import org.jspecify.annotations.NullMarked;
