package dev.geofix.security;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** One chain for all addresses, on both ports. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** No cookie and no session identifies anybody, so no other site can ask in somebody's name, and there is no token against that. */
    @Bean
    SecurityFilterChain security(HttpSecurity http, KeyRing keys, CredentialsReader credentials, CallerManager callers,
            FailedAttempts failed, RouteAuthorization authorization, RouteRules rules, RateLimits limits,
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
                .addFilterBefore(new LoopbackGuard(keys, problems), rest).addFilterBefore(authentication, rest)
                .addFilterBefore(new RateLimitFilter(limits, rules, problems), rest)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(failed)
                        .accessDeniedHandler(problems::send))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll().anyRequest().access(authorization))
                .build();
    }

    /** Also what the firewall finds only when a header or parameter is read. */
    @Bean
    RequestRejectedHandler firewallProblems(ProblemResponse problems) {
        return problems::send;
    }
}
