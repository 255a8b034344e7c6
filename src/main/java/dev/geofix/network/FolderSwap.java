package dev.geofix.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/** Fills a folder aside and moves it into place, so that nobody sees half of one. */
final class FolderSwap {
    private FolderSwap() {}

    @FunctionalInterface
    interface Content {
        void writeTo(Path folder) throws IOException;
    }

    static void into(Path target, Content content) throws IOException {
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        Path fresh = Files.createDirectory(parent.resolve("." + target.getFileName() + UUID.randomUUID()));
        Path old = fresh.resolveSibling(fresh.getFileName() + ".old");
        try {
            content.writeTo(fresh);
            if (Files.exists(target)) {
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileSystemUtils.deleteRecursively(fresh);
            FileSystemUtils.deleteRecursively(old);
        }
    }
}
