package dev.geofix.security;

import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What browsers are told: take nothing for another type, show nothing in a frame, keep nothing, run nothing that came with an answer. The page that describes the
 * API has scripts and styles of its own; its styles stand within its elements too.
 */
final class SecurityHeaders {
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String PAGE = DATA + "; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'";
    private static final RequestMatcher PAGES = new OrRequestMatcher(
            List.of(PathPatternRequestMatcher.pathPattern("/swagger-ui/**"),
                    PathPatternRequestMatcher.pathPattern("/swagger-ui.html")));

    private SecurityHeaders() {}

    /** Sniffing, frames, caches (unless a controller says otherwise) and, behind TLS, HSTS are looked after by default. */
    static void configure(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .addHeaderWriter((request, response) -> response.setHeader("Content-Security-Policy",
                        PAGES.matches(request) ? PAGE : DATA));
    }
}
