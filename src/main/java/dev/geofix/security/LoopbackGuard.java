package dev.geofix.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While there are no keys, lets only this machine's own programs and pages through. A browser on this machine also runs pages of elsewhere: such a page
 * reaches the loopback address under a name of its own (DNS rebinding, told by {@code Host}) or sends a form across sites (told by {@code Origin} and
 * {@code Sec-Fetch-Site}). A proxy's requests come from elsewhere, too. The console's files are for everybody, so that the page is there to say so.
 */
final class LoopbackGuard extends OncePerRequestFilter {
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}|(0:){7}1|::1");
    private static final Pattern LOOPBACK_HOST = Pattern
            .compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[(0:){7}1])(:\\d{1,5})?");

    private static final Set<String> FORWARDED = Set.of("forwarded", "via", "x-real-ip");

    private static final RequestMatcher CONSOLE_FILE = new OrRequestMatcher(RouteRules.CONSOLE_FILES.stream()
            .<RequestMatcher>map(pattern -> PathPatternRequestMatcher.pathPattern(HttpMethod.GET, pattern)).toList());

    private final KeyRing keys;
    private final ProblemResponse problems;

    LoopbackGuard(KeyRing keys, ProblemResponse problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String foreign = keys.isKeyless() && !CONSOLE_FILE.matches(request) ? foreign(request) : null;
        if (foreign == null) {
            chain.doFilter(request, response);
        } else {
            problems.send(request, response,
                    new AccessDeniedException("No key is configured, so only programs and pages "
                            + "of this machine are answered, and " + foreign
                            + ". Make a key: java -jar geofix.jar keys create "
                            + "--name NAME --role admin"));
        }
    }

    /** What shows that a request comes from elsewhere; null when nothing does. */
    private static @Nullable String foreign(HttpServletRequest request) {
        String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        if (!LOOPBACK_HOST.matcher(host).matches()) {
            return "the header Host names another one";
        }
        if (!LOOPBACK_ADDRESS.matcher(request.getRemoteAddr()).matches() || isForwarded(request)) {
            return "this request was passed on for another one";
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.toLowerCase(Locale.ROOT).equals(request.getScheme() + "://" + host)) {
            return "a page of another site sent this";
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean isOwn = site == null || site.equals("same-origin") || site.equals("none") || isFollowedLink(request);
        return isOwn ? null : "a page of another site sent this";
    }

    private static boolean isForwarded(HttpServletRequest request) {
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements();) {
            String name = names.nextElement().toLowerCase(Locale.ROOT);
            if (FORWARDED.contains(name) || name.startsWith("x-forwarded-")) {
                return true;
            }
        }
        return false;
    }

    /** Opened in a window of its own: changes nothing, and the page with the link cannot read it. */
    private static boolean isFollowedLink(HttpServletRequest request) {
        return request.getMethod().equals("GET") && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }
}
