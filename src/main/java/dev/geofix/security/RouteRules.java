package dev.geofix.security;

import dev.geofix.security.RateLimits.Cost;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * The role that each address needs; the first rule that fits counts, and what no rule speaks of is for admins, so that a new address is closed until
 * it is thought of. {@code docs/security-routes.md} has the outcome for every address there is.
 */
@Component
class RouteRules implements AuthorizationManager<RequestAuthorizationContext> {
    private static final String API = "/api/v1";

    /** The console's files, the same for everybody; what it shows is asked for with the caller's key. */
    static final List<String> CONSOLE_FILES = List.of("/", "/index.html", "/console/**", "/webjars/leaflet/**");

    private final List<Rule> rules = new ArrayList<>();

    RouteRules(@Value("${management.endpoints.web.base-path:/actuator}") String actuator) {
        // Whoever watches over the service has no key; details are shown to admins only.
        open(actuator + "/health/liveness");
        open(actuator + "/health/readiness");
        // The description of an open source API; a browser cannot show a key when it opens a page.
        open("/swagger-ui.html");
        open("/swagger-ui/**");
        open("/v3/api-docs/**");
        open("/v3/api-docs.yaml");
        CONSOLE_FILES.forEach(this::open);
        read(API + "/caller", Role.LOCATE);
        all(API + "/admin/**", Role.ADMIN, true);
        read(API + "/models/**", Role.LOCATE);
        all(API + "/models/**", Role.ADMIN, true);
        method(HttpMethod.POST, API + "/locate", Role.LOCATE, Cost.LOCATE);
        method(HttpMethod.POST, API + "/embeddings", Role.LOCATE, Cost.LOCATE);
        read(API + "/galleries/**", Role.LOCATE);
        // One call that no import needs and nothing brings back.
        method(HttpMethod.DELETE, API + "/galleries/{gallery}", Role.ADMIN, Cost.WRITE);
        all(API + "/galleries/**", Role.GALLERY, false);
        all(API + "/jobs/**", Role.GALLERY, false);
    }

    /** @param cost null for what the method says */
    private record Rule(RequestMatcher matcher, @Nullable Role role, @Nullable Cost cost, boolean isAudited) {}

    Access of(HttpServletRequest request) {
        Cost usual = isRead(request) ? Cost.READ : Cost.WRITE;
        for (Rule rule : rules) {
            if (rule.matcher().matches(request)) {
                Cost cost = rule.cost() == null ? usual : rule.cost();
                return new Access(rule.role(), cost, rule.isAudited() || cost == Cost.WRITE);
            }
        }
        return new Access(Role.ADMIN, usual, usual == Cost.WRITE);
    }

    /** Lets a caller through who has the role that the address needs, and otherwise says which that is. */
    @Override
    public AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> caller,
            RequestAuthorizationContext context) {
        Role needed = of(context.getRequest()).role();
        if (needed == null) {
            return new AuthorizationDecision(true);
        }
        Authentication known = caller.get();
        return new Decision(known != null && needed.isHeldBy(known), needed);
    }

    private void open(String pattern) {
        rules.add(new Rule(reading(pattern), null, null, false));
    }

    private void read(String pattern, Role role) {
        rules.add(new Rule(reading(pattern), role, Cost.READ, false));
    }

    private void all(String pattern, Role role, boolean isAudited) {
        rules.add(new Rule(PathPatternRequestMatcher.pathPattern(pattern), role, null, isAudited));
    }

    private void method(HttpMethod method, String pattern, Role role, Cost cost) {
        rules.add(new Rule(PathPatternRequestMatcher.pathPattern(method, pattern), role, cost, false));
    }

    private static RequestMatcher reading(String pattern) {
        PathPatternRequestMatcher path = PathPatternRequestMatcher.pathPattern(pattern);
        return request -> isRead(request) && path.matches(request);
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

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

    /** What {@link #authorize} answers where a role is needed. */
    record Decision(boolean isGranted, Role needed) implements AuthorizationResult {}
}
