package dev.geofix.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Lets a caller through who has the role that the address needs, and otherwise says which that is. */
@Component
class RouteAuthorization implements AuthorizationManager<RequestAuthorizationContext> {
    private final RouteRules rules;

    RouteAuthorization(RouteRules rules) {
        this.rules = rules;
    }

    record Decision(boolean isGranted, Role needed) implements AuthorizationResult {}

    @Override
    public AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> caller,
            RequestAuthorizationContext context) {
        Role needed = rules.of(context.getRequest()).role();
        if (needed == null) {
            return new AuthorizationDecision(true);
        }
        Authentication known = caller.get();
        return new Decision(known != null && needed.isHeldBy(known), needed);
    }
}
