/** The data folder: its lock, folders of the server that callers may name, write transactions, a full disk. */
@NullMarked
package dev.geofix.platform.storage;

import org.jspecify.annotations.NullMarked;
