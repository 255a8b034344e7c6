/** GLQINet, its backbones and its heads as DJL blocks, and the files that hold their weights. */
@NullMarked
package dev.geofix.network;

import org.jspecify.annotations.NullMarked;
