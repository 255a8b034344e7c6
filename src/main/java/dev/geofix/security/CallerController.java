package dev.geofix.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Caller", description = "Who asks")
class CallerController {
    @GetMapping(path = "/api/v1/caller", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Who am I?", description = "Whom the service takes the sender of this request for, and what that one may do.")
    KnownCaller whoAmI(@Parameter(hidden = true) Authentication caller) {
        Role role = Arrays.stream(Role.values()).filter(held -> held.isHeldBy(caller)).max(Comparator.naturalOrder())
                .orElseThrow();
        Caller.Kind kind = caller instanceof Caller known ? known.kind() : Caller.Kind.LOCAL;
        return new KnownCaller(caller.getName(), kind.name().toLowerCase(Locale.ROOT), role.label());
    }

    /**
     * @param name of the key, or the token's subject
     * @param kind what was shown: a key, a token, or nothing but being on this machine while there are no keys
     * @param role the largest that is held; it includes those before it
     */
    @Schema(name = "Caller")
    record KnownCaller(String name,
            @Schema(allowableValues = {"key", "token", "local"}, example = "key") String kind,
            @Schema(allowableValues = {"locate", "gallery", "admin"}, example = "admin") String role){}
}
