package dev.geofix.backup;

import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;

/**
 * Copies a folder that may be written to meanwhile. What is in the copy already, of the same length and time, is passed over.
 *
 * @param isLeftOut says so of what lies directly in the folder, by its name
 */
record FolderCopy(Path from, Path to, Predicate<String> isLeftOut) {
    void run() throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes now) throws IOException {
                if (isOut(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes now) throws IOException {
                if (!isOut(file) && now.isRegularFile()) {
                    copy(file, now, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            /** What vanishes meanwhile was of no use any longer. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private boolean isOut(Path file) {
        return isLeftOut.test(from.relativize(file).getName(0).toString());
    }

    private static void copy(Path file, BasicFileAttributes now, Path copy) throws IOException {
        if (isSame(now, copy)) {
            return;
        }
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            DurableFiles.force(copy);
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                throw e;
            }
        }
    }

    private static boolean isSame(BasicFileAttributes now, Path copy) throws IOException {
        return Files.exists(copy) && Files.size(copy) == now.size()
                && Files.getLastModifiedTime(copy).equals(now.lastModifiedTime());
    }
}
