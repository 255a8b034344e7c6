/** What every feature leans on: progress of long work, a setup that is wrong, the memory and libraries of native code, NumPy files. Depends on nothing. */
@NullMarked
package dev.geofix.platform;

import org.jspecify.annotations.NullMarked;
