package dev.geofix.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service as its users see it. */
public final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RestClient client;

    public Api(int port) {
        this(RestClient.builder().requestFactory(TestSession.requests())
                .baseUrl("http://localhost:" + port).build());
    }

    private Api(RestClient client) {
        this.client = client;
    }

    /** @param body absent members are missing nodes */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {
        public String contentType() {
            return String.valueOf(headers.getContentType());
        }

        public String detail() {
            return body.path("detail").asString("");
        }
    }

    public Answer get(String path) {
        return exchange(HttpMethod.GET, path, null, null, "application/json");
    }

    public Answer delete(String path) {
        return exchange(HttpMethod.DELETE, path, null, null, "application/json");
    }

    public Answer put(String path) {
        return exchange(HttpMethod.PUT, path, null, null, "application/json");
    }

    public Answer post(String path) {
        return exchange(HttpMethod.POST, path, null, null, "application/json");
    }

    public Answer putJson(String path, Object body) {
        return exchange(HttpMethod.PUT, path, body, MediaType.APPLICATION_JSON, "application/json");
    }

    public Answer postJson(String path, Object body) {
        return exchange(HttpMethod.POST, path, body, MediaType.APPLICATION_JSON, "application/json");
    }

    /** @param key in the header Idempotency-Key */
    public Answer postOnce(String path, String key, Object body) {
        return with("Idempotency-Key", key).postJson(path, body);
    }

    /** The same service, asked with this header each time. */
    public Api with(String header, String value) {
        return new Api(client.mutate().defaultHeader(header, value).build());
    }

    public byte[] bytes(String path) {
        return client.get().uri(path).retrieve().body(byte[].class);
    }

    /** What a stream of events sends until it ends, line by line. */
    public List<String> events(String path) {
        return client.get().uri(path).accept(MediaType.TEXT_EVENT_STREAM)
                .exchange((sent, response) -> new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8)
                        .lines().toList());
    }

    public Answer putForm(String path, byte[] image, Map<String, String> fields) {
        MultiValueMap<String, Object> form = form(image);
        fields.forEach(form::add);
        return exchange(HttpMethod.PUT, path, form, MediaType.MULTIPART_FORM_DATA, "application/json");
    }

    /** As the body itself, the way {@code curl --upload-file} sends a file. */
    public Answer postBytes(String path, byte[] body, MediaType type) {
        return exchange(HttpMethod.POST, path, body, type, "application/json");
    }

    public Answer postImage(String path, byte[] image) {
        return postImage(path, image, "application/json");
    }

    public Answer postImage(String path, byte[] image, String accept) {
        return postForm(path, form(image), accept);
    }

    /** Asks for a picture; problems come as their bytes too. */
    public ResponseEntity<byte[]> postPicture(String path, byte[] image) {
        return client.post().uri(path).accept(MediaType.IMAGE_PNG).contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form(image)).exchange((sent, response) -> ResponseEntity.status(response.getStatusCode())
                        .headers(response.getHeaders()).body(response.getBody().readAllBytes()));
    }

    public Answer postForm(String path, MultiValueMap<String, Object> form, String accept) {
        return exchange(HttpMethod.POST, path, form, MediaType.MULTIPART_FORM_DATA, accept);
    }

    public static MultiValueMap<String, Object> form(byte[]... images) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        for (byte[] image : images) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
            form.add("image", new HttpEntity<>(new ByteArrayResource(image) {
                @Override
                public String getFilename() {
                    return "photo";
                }
            }, headers));
        }
        return form;
    }

    private Answer exchange(HttpMethod method, String path, Object body, MediaType type, String accept) {
        RestClient.RequestBodySpec request = client.method(method).uri(URI.create(baseless(path)).toString())
                .header(HttpHeaders.ACCEPT, accept + ", application/problem+json");
        if (body != null) {
            request.contentType(type).body(body);
        }
        return request.exchange((sent, response) -> {
            byte[] bytes = response.getBody().readAllBytes();
            return new Answer(response.getStatusCode().value(), response.getHeaders(),
                    bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes));
        });
    }

    private static String baseless(String path) {
        return path.replace(" ", "%20");
    }
}
