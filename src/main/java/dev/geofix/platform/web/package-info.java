/** What all controllers lean on: problems, filters, and limits of bodies. */
@NullMarked
package dev.geofix.platform.web;

import org.jspecify.annotations.NullMarked;
