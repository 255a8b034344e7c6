package dev.geofix.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests exactly as they are written, with headers that no client lets one set. */
public final class RawHttp {
    private RawHttp() {}

    /** @param headers the lines before the body, without the status line */
    public record Answer(int status, String headers, String body) {
        /** @return null where there is no such header */
        public String header(String name) {
            return headers.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse(null);
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String detail() {
            return json().path("detail").asString("");
        }
    }

    /**
     * Sends to the loopback address, as HTTP/1.0 so that nothing is chunked.
     *
     * @param line such as {@code GET /api/v1/galleries}
     * @param headers such as {@code Host: localhost}, which stands there unless given
     */
    public static Answer send(int port, String line, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(line).append(" HTTP/1.0\r\n");
        boolean hasHost = false;
        for (String header : headers) {
            hasHost |= header.startsWith("Host:");
            request.append(header).append("\r\n");
        }
        if (!hasHost) {
            request.append("Host: localhost:").append(port).append("\r\n");
        }
        if (!line.startsWith("GET") && !line.startsWith("HEAD")) {
            request.append("Content-Length: 0\r\n");
        }
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int head = answer.indexOf("\r\n\r\n");
            return new Answer(Integer.parseInt(answer.substring(9, 12)),
                    answer.substring(answer.indexOf("\r\n") + 2, head), answer.substring(head + 4));
        }
    }
}
