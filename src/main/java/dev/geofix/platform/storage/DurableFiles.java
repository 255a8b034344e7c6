package dev.geofix.platform.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Puts files and folders in their place whole or not at all. They are made aside, synced, moved atomically, and the folder that names them is synced: what a method has returned from survives a crash and a
 * failure of power, and of two files the second is never there without the first.
 */
public final class DurableFiles {
    private static final Syncs DISK = DurableFiles::force;

    private DurableFiles() {}

    /** Writes a file from its start. */
    @FunctionalInterface
    public interface Content {
        void writeTo(FileChannel file) throws IOException;
    }

    /** Fills an empty folder. */
    @FunctionalInterface
    public interface FolderContent {
        void writeTo(Path folder) throws IOException;
    }

    /** Brings a file's content, or a folder's names, to the disk. */
    @FunctionalInterface
    interface Syncs {
        void sync(Path fileOrFolder) throws IOException;
    }

    /** A new file, or one in place of the file there. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, bytes(content));
    }

    /** A new file, or one in place of the file there. */
    public static void write(Path file, Content content) throws IOException {
        write(file, content, DISK);
    }

    static void write(Path file, Content content, Syncs syncs) throws IOException {
        place(file, content, syncs);
        syncs.sync(folderOf(file));
    }

    /** Whole or not at all, yet not on the disk when this returns: many times faster, for what can be made again. Makes the folders that are missing. */
    public static void writeWithoutSync(Path file, byte[] content) throws IOException {
        Files.createDirectories(folderOf(file));
        place(file, bytes(content), fileOrFolder -> {});
    }

    private static void place(Path file, Content content, Syncs syncs) throws IOException {
        Path aside = aside(file);
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                content.writeTo(channel);
            }
            syncs.sync(aside);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static Content bytes(byte[] content) {
        return channel -> {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        };
    }

    /** Moves a finished folder to where none is; both are in the same folder. */
    public static void moveFolder(Path aside, Path target) throws IOException {
        moveFolder(aside, target, DISK);
    }

    static void moveFolder(Path aside, Path target, Syncs syncs) throws IOException {
        for (Path each : deepestFirst(aside)) {
            syncs.sync(each);
        }
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        syncs.sync(folderOf(target));
    }

    /** A new folder, or one in place of the folder there. Between the two there is none for a moment, and after a crash just then the old one lies beside it. */
    public static void writeFolder(Path target, FolderContent content) throws IOException {
        Files.createDirectories(folderOf(target));
        Path aside = Files.createDirectory(aside(target));
        Path old = aside.resolveSibling(aside.getFileName() + ".old");
        try {
            content.writeTo(aside);
            if (Files.exists(target)) {
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            moveFolder(aside, target);
        } finally {
            delete(aside);
            delete(old);
        }
    }

    /** Brings a file's content, or a folder's names, to the disk. */
    public static void force(Path fileOrFolder) throws IOException {
        if (Files.isDirectory(fileOrFolder) && fileOrFolder.getFileSystem() != FileSystems.getDefault()) {
            // File systems of Java's own, in memory or in a zip, cannot open a folder.
            return;
        }
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** With all that is in it; nothing where it is absent. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path each : deepestFirst(folder)) {
                Files.delete(each);
            }
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static Path aside(Path target) {
        return folderOf(target).resolve("." + target.getFileName() + "-" + UUID.randomUUID() + ".part");
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a root has no folder");
    }
}
