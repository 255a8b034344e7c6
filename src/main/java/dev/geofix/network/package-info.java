/** GLQINet as engine blocks, and its weights as safetensors. Depends on no other package. */
@NullMarked
package dev.geofix.network;

import org.jspecify.annotations.NullMarked;
