package dev.geofix.platform.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Files of the console carry a hash of their content, so that a browser that has them is not sent them again, and never keeps those of an earlier version. */
@Configuration(proxyBeanMethods = false)
class ConsoleFiles {
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> contentHashes() {
        ShallowEtagHeaderFilter hashes = new ShallowEtagHeaderFilter();
        // A strong one would forbid compression.
        hashes.setWriteWeakETag(true);
        FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(hashes);
        registration.addUrlPatterns("/index.html", "/console/*", "/webjars/*");
        return registration;
    }
}
