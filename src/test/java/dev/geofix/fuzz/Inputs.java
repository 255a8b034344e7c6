package dev.geofix.fuzz;

import dev.geofix.testing.Damage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The inputs of one seed by their numbers: the same number is the same request, whatever came before it. */
final class Inputs {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}|\\*+");
    private static final String BOUNDARY = "b0undary";
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH");
    private static final List<String> TYPES = List.of("application/json", "text/plain", "multipart/form-data",
            "multipart/form-data; boundary=", "application/octet-stream", "image/png", "*/*", "nonsense", "a/b;c",
            "application/json; charset=utf-16", "application/x-www-form-urlencoded");
    private static final List<String> ACCEPTS = List.of("*/*", "application/json", "text/html", "application/geo+json",
            "text/event-stream", "image/*", "nonsense", ";q=", "application/xml;q=2", "text/plain");
    private static final List<String> RANGES = List.of("bytes=0-0", "bytes=5-", "bytes=-5", "bytes=9-1", "bytes=",
            "bytes=0-0,2-3,5-5", "bytes=99999999999999999999-", "lines=1-2", "bytes=0-18446744073709551615");
    private static final List<String> FIELDS = List.of("latitude", "longitude", "bounds", "attributes", "x");

    private final long seed;
    private final List<Route> routes;
    private final FileInputs files;
    private final Map<String, List<String>> known;

    /** @param known values of variables in paths that name what is there */
    Inputs(long seed, List<Route> routes, FileInputs files, Map<String, List<String>> known) {
        this.seed = seed;
        this.routes = routes;
        this.files = files;
        this.known = known;
    }

    /** @param whole the request as it goes over the wire */
    record Input(int number, Route route, String method, byte[] whole) {}

    Input get(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        Route route = routes.get(random.nextInt(routes.size()));
        String method = random.nextInt(15) == 0 ? METHODS.get(random.nextInt(METHODS.size())) : route.method();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost");
        byte[] body = new byte[0];
        if (route.takesBody() ? random.nextInt(20) > 0 : random.nextInt(20) == 0) {
            body = body(route, headers, random);
        }
        headers(headers, random);
        return new Input(number, route, method, request(method + " " + target(route, random), headers, body, random));
    }

    private String target(Route route, Random random) {
        StringBuilder target = new StringBuilder();
        Matcher variables = VARIABLE.matcher(route.pattern());
        while (variables.find()) {
            variables.appendReplacement(target, Matcher.quoteReplacement(segment(variables.group(), random)));
        }
        variables.appendTail(target);
        for (int i = Math.max(0, random.nextInt(6) - 2); i > 0; i--) {
            String name = route.parameters().isEmpty() || random.nextInt(10) == 0
                    ? Texts.any(random)
                    : route.parameters().get(random.nextInt(route.parameters().size()));
            target.append(target.indexOf("?") < 0 ? '?' : '&').append(Texts.escaped(name, random)).append('=')
                    .append(Texts.escaped(Texts.any(random), random));
        }
        return target.toString();
    }

    private String segment(String variable, Random random) {
        List<String> there = known.getOrDefault(variable, List.of());
        int how = random.nextInt(10);
        return how < 7 && !there.isEmpty()
                ? there.get(random.nextInt(there.size()))
                : Texts.escaped(how < 8 ? Texts.good(random) : Texts.bad(random), random);
    }

    private byte[] body(Route route, Map<String, String> headers, Random random) {
        String type = route.consumes().isEmpty()
                ? "application/json"
                : route.consumes().get(random.nextInt(route.consumes().size()));
        boolean isForm = type.startsWith("multipart");
        headers.put("Content-Type", random.nextInt(12) == 0
                ? TYPES.get(random.nextInt(TYPES.size()))
                : isForm ? type + "; boundary=" + BOUNDARY : type);
        if (random.nextInt(15) == 0) {
            return FileInputs.noise(random);
        }
        return isForm ? form(random) : type.contains("json") ? JsonInputs.of(random) : files.source(random);
    }

    private byte[] form(Random random) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (int i = random.nextInt(8) == 0 ? random.nextInt(70) : 1; i > 0; i--) {
            part(form, random.nextInt(15) == 0 ? Texts.oneLine(Texts.any(random)) : "image",
                    "; filename=\"p\"\r\nContent-Type: image/png", files.picture(random));
        }
        if (random.nextInt(3) > 0) {
            part(form, "latitude", "", "52".getBytes(StandardCharsets.UTF_8));
            part(form, "longitude", "", "4".getBytes(StandardCharsets.UTF_8));
        }
        for (int i = Math.max(0, random.nextInt(6) - 3); i > 0; i--) {
            part(form, FIELDS.get(random.nextInt(FIELDS.size())), "",
                    random.nextInt(3) == 0
                            ? JsonInputs.of(random)
                            : Texts.any(random).getBytes(StandardCharsets.UTF_8));
        }
        if (random.nextInt(20) > 0) {
            form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = form.toByteArray();
        return random.nextInt(12) == 0 && whole.length > 12
                ? Damage.of(whole, Math.min(whole.length, 300), random)
                : whole;
    }

    private static void part(ByteArrayOutputStream form, String name, String more, byte[] content) {
        form.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more
                + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void headers(Map<String, String> headers, Random random) {
        if (random.nextInt(8) == 0) {
            headers.put("Accept", ACCEPTS.get(random.nextInt(ACCEPTS.size())));
        }
        if (random.nextInt(8) == 0) {
            headers.put("Range", RANGES.get(random.nextInt(RANGES.size())));
        }
        for (String name : List.of("Idempotency-Key", "X-Request-Id", "Last-Event-ID", "If-None-Match",
                "Content-Encoding", "Authorization", "X-API-Key", "traceparent", "Forwarded")) {
            if (random.nextInt(60) == 0) {
                headers.put(name, Texts.oneLine(Texts.any(random)));
            }
        }
    }

    private static byte[] request(String line, Map<String, String> headers, byte[] body, Random random) {
        boolean isChunked = body.length > 0 && random.nextInt(6) == 0;
        StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(isChunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length).append("\r\n\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        try {
            if (isChunked) {
                whole.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            whole.write(body);
            if (isChunked) {
                whole.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return whole.toByteArray();
    }
}
