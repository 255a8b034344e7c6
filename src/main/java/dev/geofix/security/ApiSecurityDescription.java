package dev.geofix.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiSecurityDescription {
    private static final String NAME = "key";

    /** Gives the page of the API its button to enter a key. */
    @Bean
    OpenApiCustomizer callersShowAKey() {
        return api -> {
            Components components = Objects.requireNonNullElseGet(api.getComponents(), Components::new);
            components.addSecuritySchemes(NAME, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")
                    .description("A key (gfx_…) or a token; not needed while the service has neither."));
            api.components(components).addSecurityItem(new SecurityRequirement().addList(NAME));
        };
    }
}
