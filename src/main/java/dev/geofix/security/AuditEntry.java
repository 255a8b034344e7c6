package dev.geofix.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for which change, and how it ended. Never holds a key, a token or a body.
 *
 * @param caller key, token, local, or none
 * @param id public part of the key, or the token's subject
 * @param address of the other end of the connection
 * @param path as it was sent, without its query
 * @param failure why a key or token was not accepted
 * @param request its id, where requests have one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntry(Instant time, String caller, @Nullable String id, @Nullable String name, String address,
        String method,
        String path, int status, @Nullable String failure, @Nullable String request) {}
