package dev.geofix.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.DispatcherType;
import java.util.Objects;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** One chain for all addresses, on both ports. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Of the way to show a key, as the description of the API names it. */
    private static final String SCHEME = "key";

    /** No cookie and no session identifies anybody, so no other site can ask in somebody's name, and there is no token against that. */
    @Bean
    SecurityFilterChain security(HttpSecurity http, KeyRing keys, CredentialsReader credentials, CallerManager callers,
            FailedAttempts failed, RouteRules rules, RateLimits limits,
            AuditLog audit, ProblemResponse problems) throws Exception {
        AuthenticationFilter authentication = new AuthenticationFilter(callers, credentials);
        authentication.setSuccessHandler((request, response, caller) -> {});
        authentication.setFailureHandler(failed);
        Class<AnonymousAuthenticationFilter> rest = AnonymousAuthenticationFilter.class;
        return http.csrf(AbstractHttpConfigurer::disable).cors(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable).httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable).requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityHeaders::configure).addFilterBefore(new AuditFilter(audit, rules), rest)
                .addFilterBefore(new OutageFilter(problems), rest)
                .addFilterBefore(new LoopbackGuard(keys, problems), rest).addFilterBefore(authentication, rest)
                .addFilterBefore(new RateLimitFilter(limits, rules, problems), rest)
                .addFilterAfter(new AuditFilter.Beginning(audit, rules), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(failed)
                        .accessDeniedHandler(problems::send))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll().anyRequest().access(rules))
                .build();
    }

    /** Also what the firewall finds only when a header or parameter is read. */
    @Bean
    RequestRejectedHandler firewallProblems(ProblemResponse problems) {
        return problems::send;
    }

    /** Gives the page of the API its button to enter a key. */
    @Bean
    OpenApiCustomizer callersShowAKey() {
        return api -> {
            Components components = Objects.requireNonNullElseGet(api.getComponents(), Components::new);
            components.addSecuritySchemes(SCHEME, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")
                    .description("A key (gfx_…) or a token; not needed while the service has neither."));
            api.components(components).addSecurityItem(new SecurityRequirement().addList(SCHEME));
        };
    }

    /**
     * What browsers are told: take nothing for another type, show nothing in a frame, keep nothing, run nothing that came with an answer. The console has scripts
     * and styles in files of this service, and pictures that it made itself. The page that describes the API has styles within its elements too.
     */
    private static final class SecurityHeaders {
        private static final String DATA = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        private static final String CONSOLE = DATA
                + "; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'";
        private static final String API_PAGE = DATA + "; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'";
        private static final RequestMatcher CONSOLE_PATHS = any("/", "/index.html");
        private static final RequestMatcher API_PAGE_PATHS = any("/swagger-ui/**", "/swagger-ui.html");

        private SecurityHeaders() {}

        /** Sniffing, frames, caches (unless a controller says otherwise) and, behind TLS, HSTS are looked after by default. */
        static void configure(HeadersConfigurer<HttpSecurity> headers) {
            headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                    .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                    .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                    .addHeaderWriter((request, response) -> response.setHeader("Content-Security-Policy",
                            CONSOLE_PATHS.matches(request)
                                    ? CONSOLE
                                    : API_PAGE_PATHS.matches(request) ? API_PAGE : DATA));
        }

        private static RequestMatcher any(String... patterns) {
            return new OrRequestMatcher(
                    Stream.of(patterns).<RequestMatcher>map(PathPatternRequestMatcher::pathPattern).toList());
        }
    }
}
