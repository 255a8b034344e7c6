/** Galleries in an OpenSearch cluster. Nobody else knows its client, which is not loaded while galleries are embedded. */
@NullMarked
package dev.geofix.gallery.opensearch;

import org.jspecify.annotations.NullMarked;
