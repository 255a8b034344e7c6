package dev.geofix.jobs;

import dev.geofix.platform.UserException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client's own name for a request that makes a job, with the request's content.
 *
 * @param bodyHash SHA-256 of the JSON with sorted names, so that spaces and order make no difference
 * @throws UserException when the value is not 1 to {@value #MAX_LENGTH} printable ASCII characters
 */
record IdempotencyKey(String value, String bodyHash) {
    static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 200;
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    IdempotencyKey {
        boolean printable = value.chars().allMatch(character -> character >= ' ' && character <= '~');
        if (value.isBlank() || value.length() > MAX_LENGTH || !printable) {
            throw UserException.ofField(HEADER,
                    "is 1 to " + MAX_LENGTH + " printable ASCII characters, a UUID for instance");
        }
    }

    static IdempotencyKey of(String value, JsonNode body) {
        String sorted = SORTED.writeValueAsString(SORTED.treeToValue(body, Object.class));
        return new IdempotencyKey(value, hash(sorted));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
