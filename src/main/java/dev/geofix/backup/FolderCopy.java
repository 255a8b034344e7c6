package dev.geofix.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
            force(copy);
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

    /** Of a file its content, of a folder its names: on the disk when this returns. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** With all that is in it; nothing where it is absent. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
