package dev.geofix.imaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pictures out of a safetensors file: unsigned bytes, height × width × 3. */
record PictureFixture(JsonNode header, byte[] file, int start) {
    static PictureFixture read(Path path) throws IOException {
        byte[] file = Files.readAllBytes(path);
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(file, Long.BYTES, length, StandardCharsets.UTF_8);
        return new PictureFixture(JsonMapper.shared().readTree(header), file, Long.BYTES + length);
    }

    RgbImage picture(String name) {
        JsonNode entry = header.get(name);
        JsonNode shape = entry.get("shape");
        JsonNode offsets = entry.get("data_offsets");
        byte[] pixels = Arrays.copyOfRange(file, start + offsets.get(0).asInt(), start + offsets.get(1).asInt());
        return new RgbImage(shape.get(1).asInt(), shape.get(0).asInt(), pixels);
    }
}
