package dev.geofix.gallery.maintenance;

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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a data folder that a service may be writing to. The database is one snapshot. The files beside it are copied before and, where they are
 * new or have changed, again afterwards, so that what the snapshot speaks of is there: models and the folders of jobs. Indexes are left out, since
 * they are made again from the database. The copy is written aside, checked, and moved into place.
 */
final class Backup {
    /** Of the service's own, or made anew when missing. */
    private static final List<String> LEFT_OUT = List.of(".lock", Database.FILE, Database.FILE + "-wal",
            Database.FILE + "-shm", Database.FILE + "-journal", "index");

    private final Path data;
    private final Path out;
    private final Path aside;

    /** @throws IllegalArgumentException when there is something at {@code out}, or it lies within the data folder */
    Backup(Path data, Path out) {
        this.data = data.toAbsolutePath().normalize();
        this.out = out.toAbsolutePath().normalize();
        aside = this.out.resolveSibling("." + this.out.getFileName() + ".part");
        if (this.out.startsWith(this.data)) {
            throw new IllegalArgumentException(
                    "the backup would lie within the data folder; give another place with --out");
        }
    }

    void run() throws IOException, SQLException {
        try (Connection database = Database.open(data)) {
            if (Files.exists(out)) {
                throw new IllegalArgumentException(out + " is there already; give a new folder with --out");
            }
            delete(aside);
            Files.createDirectories(aside);
            try {
                copyFiles();
                try (PreparedStatement snapshot = database.prepareStatement("vacuum into ?")) {
                    snapshot.setString(1, aside.resolve(Database.FILE).toString());
                    snapshot.execute();
                }
                copyFiles();
                verify();
                force(aside.resolve(Database.FILE));
                Files.move(aside, out, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(aside);
            }
        }
    }

    private void verify() throws SQLException {
        try (Connection copy = Database.connect(aside.resolve(Database.FILE))) {
            List<String> damage = Database.damage(copy);
            if (!damage.isEmpty()) {
                throw new IllegalArgumentException("the copy is damaged (" + damage.getFirst()
                        + "), so there is no backup; run check --data " + data);
            }
        }
    }

    private void copyFiles() throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes now) throws IOException {
                if (isLeftOut(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(aside.resolve(data.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes now) throws IOException {
                if (!isLeftOut(file) && now.isRegularFile()) {
                    copy(file, now, aside.resolve(data.relativize(file)));
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

    private boolean isLeftOut(Path file) {
        return LEFT_OUT.contains(data.relativize(file).getName(0).toString());
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

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
