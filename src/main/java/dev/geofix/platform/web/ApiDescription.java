package dev.geofix.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiDescription {
    /** As a newcomer meets them. */
    private static final List<String> TAGS = List.of("Locate", "Galleries", "Tiles", "Jobs", "Training", "Models",
            "Caller");

    @Bean
    OpenApiCustomizer tagsAreInOrder() {
        return api -> api.setTags(Stream.ofNullable(api.getTags()).flatMap(List::stream)
                .sorted(Comparator.comparingInt(tag -> TAGS.indexOf(tag.getName()))).toList());
    }

    /** Every error of every call has the same shape, which no call need say again. */
    @Bean
    OpenApiCustomizer errorsAreProblems() {
        Content problem = new Content().addMediaType("application/problem+json",
                new MediaType().schema(new ObjectSchema().addProperty("title", new StringSchema())
                        .addProperty("status", new IntegerSchema()).addProperty("detail", new StringSchema())
                        .addProperty("instance", new StringSchema())
                        .addProperty(RequestId.PROPERTY,
                                new StringSchema().description("as in the header " + RequestId.HEADER))));
        return api -> api.getPaths().values().stream().flatMap(path -> path.readOperations().stream())
                .map(Operation::getResponses).forEach(responses -> {
                    responses.addApiResponse("default",
                            new ApiResponse().description("It cannot be done; the detail says why and what to do"));
                    responses.forEach((code, response) -> {
                        if (!code.startsWith("2")) {
                            response.content(problem);
                        }
                    });
                });
    }

    @Bean
    OpenAPI geofixApi() {
        return new OpenAPI().servers(List.of(new Server().url("/").description("this server")))
                .info(new Info().title("Geofix").version("v1").contact(new Contact().name("Geofix maintainers"))
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"))
                        .description(
                                """
                                        Tells where a drone photo was taken: compares it with satellite tiles whose place is known.

                                        Start with **POST /api/v1/locate** and the sample photo that the log names at the first start. The gallery
                                        `default` is a campus cut from a satellite map; make your own with **PUT /api/v1/galleries/{gallery}** and an import.

                                        Coordinates are degrees on WGS 84, lengths metres, headings degrees clockwise from north. Every error is an
                                        RFC 9457 problem whose `detail` says what to do."""));
    }
}
