package dev.geofix.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * An address that the service answers, with a method.
 *
 * @param pattern such as {@code /api/v1/jobs/{id}}
 * @param consumes media types of a body; empty when the route names none
 * @param parameters names of query parameters, as the description of the API has them
 */
record Route(String method, String pattern, List<String> consumes, List<String> parameters) {
    /** All that the running service has, in an order that is always the same. */
    static List<Route> of(ApplicationContext context, JsonNode description) {
        List<Route> routes = new ArrayList<>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet()
                        .forEach(info -> add(info, description, routes)));
        routes.sort(Comparator.comparing(Route::toString));
        return routes;
    }

    private static void add(RequestMappingInfo info, JsonNode description, List<Route> routes) {
        List<String> methods = info.getMethodsCondition().getMethods().stream().map(Enum::name).sorted().toList();
        List<String> consumes = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .map(MediaType::toString).sorted().toList();
        for (String pattern : info.getPatternValues()) {
            for (String method : methods.isEmpty() ? List.of("GET") : methods) {
                JsonNode operation = description.path("paths").path(pattern).path(method.toLowerCase(Locale.ROOT));
                List<String> names = new ArrayList<>();
                operation.path("parameters").forEach(parameter -> {
                    if (parameter.path("in").asString("").equals("query")) {
                        names.add(parameter.path("name").asString(""));
                    }
                });
                routes.add(new Route(method, pattern, consumes, List.copyOf(names)));
            }
        }
    }

    boolean takesBody() {
        return method.equals("POST") || method.equals("PUT") || !consumes.isEmpty();
    }

    String title() {
        return method + " " + pattern;
    }
}
