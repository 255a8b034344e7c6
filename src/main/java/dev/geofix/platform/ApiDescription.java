package dev.geofix.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiDescription {
    @Bean
    OpenAPI geofixApi() {
        return new OpenAPI().servers(List.of(new Server().url("/").description("this server")))
                .info(new Info().title("Geofix").version("v1")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"))
                        .description(
                                """
                                        Tells where a drone photo was taken: compares it with satellite tiles whose place is known.

                                        Start with **POST /api/v1/locate** and the sample photo that the log names at the first start. The gallery
                                        `default` is a made-up town; make your own with **PUT /api/v1/galleries/{gallery}** and an import.

                                        Coordinates are degrees on WGS 84, lengths metres, headings degrees clockwise from north. Every error is an
                                        RFC 9457 problem whose `detail` says what to do."""));
    }
}
