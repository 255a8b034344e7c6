package dev.geofix.security;

import org.jspecify.annotations.Nullable;

/**
 * What a request needs and counts as.
 *
 * @param role null where nobody is asked
 * @param isAudited whether it stands in the audit log whatever comes of it
 */
record Access(@Nullable Role role, Cost cost, boolean isAudited) {
    boolean isOpen() {
        return role == null;
    }
}
