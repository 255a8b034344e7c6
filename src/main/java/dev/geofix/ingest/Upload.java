package dev.geofix.ingest;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file that was sent; it goes when this is closed, unless a job keeps it. */
final class Upload implements AutoCloseable {
    private final Path folder;
    private final Path file;
    private final String contentHash;
    private final Runnable closed;
    private boolean kept;

    /**
     * @param folder of its own
     * @param contentHash SHA-256 of the file, hexadecimal
     * @param closed called when its fate is settled
     */
    Upload(Path folder, Path file, String contentHash, Runnable closed) {
        this.folder = folder;
        this.file = file;
        this.contentHash = contentHash;
        this.closed = closed;
    }

    Path file() {
        return file;
    }

    /** What makes two uploads the same request. */
    JsonNode describe(ImportRequest options) {
        ObjectNode all = (ObjectNode) JsonMapper.shared().<JsonNode>valueToTree(options);
        return all.put("contentHash", contentHash);
    }

    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        try {
            if (!kept) {
                FileSystemUtils.deleteRecursively(folder);
            }
        } finally {
            closed.run();
        }
    }
}
