package dev.geofix.ingest.archive;

import dev.geofix.ingest.archive.ArchiveReader.Entry;
import dev.geofix.ingest.source.FileKind;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the files of one archive into a folder. */
final class Unpacker {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ArchiveReader reader;
    private final Path folder;
    private final UnpackLimits.Budget budget;
    private final Archive.Listener listener;
    private final byte[] buffer = new byte[BUFFER];

    Unpacker(Path file, ArchiveReader reader, Path folder, UnpackLimits.Budget budget, Archive.Listener listener) {
        this.file = file;
        this.reader = reader;
        this.folder = folder;
        this.budget = budget;
        this.listener = listener;
    }

    void run() throws IOException {
        budget.expect(statedBytes());
        for (Entry entry = next(); entry != null; entry = next()) {
            budget.entry();
            listener.unpacking(budget.entries(), budget.bytes());
            if (entry.folder() || EntryName.isClutter(entry.name())) {
                continue;
            }
            try {
                write(entry);
            } catch (RefusedItemException e) {
                listener.refuse(entry.name(), e.reason());
            }
        }
    }

    private long statedBytes() {
        try {
            return reader.statedBytes();
        } catch (IOException e) {
            throw Archive.damaged(file, e);
        }
    }

    private @Nullable Entry next() {
        try {
            return reader.next();
        } catch (IOException | IllegalArgumentException e) {
            throw Archive.damaged(file, e);
        }
    }

    private void write(Entry entry) throws IOException, RefusedItemException {
        if (!entry.obstacle().isEmpty()) {
            throw new RefusedItemException(entry.obstacle());
        }
        Path target = EntryName.below(folder, entry.name());
        OutputStream created = create(target);
        boolean whole = false;
        try (OutputStream out = created) {
            copy(entry, out);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(target);
            }
        }
    }

    /** A name that the disk does not take concerns its entry; a full disk concerns all. */
    private static OutputStream create(Path target) throws IOException, RefusedItemException {
        try {
            Files.createDirectories(target.getParent());
            return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedItemException("the archive holds this name twice");
        } catch (FileSystemException e) {
            String reason = String.valueOf(e.getReason()).toLowerCase(Locale.ROOT);
            if (reason.contains("space") || reason.contains("quota")) {
                throw e;
            }
            throw new RefusedItemException("no file can have this name here (" + e.getReason() + ")");
        }
    }

    private void copy(Entry entry, OutputStream out) throws IOException, RefusedItemException {
        try (InputStream in = open(entry)) {
            int first = fill(in);
            if (FileKind.of(Arrays.copyOf(buffer, Math.min(first, FileKind.HEAD))).isPacked()) {
                throw new RefusedItemException("it is itself an archive or packed; unpack it before");
            }
            for (int count = first; count > 0; count = fill(in)) {
                budget.unpacked(count);
                out.write(buffer, 0, count);
                listener.unpacking(budget.entries(), budget.bytes());
            }
        }
    }

    private InputStream open(Entry entry) throws RefusedItemException {
        try {
            return entry.content().open();
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    /** Reads as much as the buffer holds; 0 at the end. */
    private int fill(InputStream in) throws RefusedItemException {
        try {
            return in.readNBytes(buffer, 0, buffer.length);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private RefusedItemException damaged(Exception e) throws UnusableSourceException {
        if (!reader.isIndependent()) {
            throw Archive.damaged(file, e);
        }
        return new RefusedItemException("it is damaged (" + e.getMessage() + ")");
    }

    /** Names of entries, which anybody may have written. */
    static final class EntryName {
        private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

        private EntryName() {}

        /** The place below the folder; names with backslashes, as some programs for Windows write them, are taken with slashes. */
        static Path below(Path folder, String name) throws RefusedItemException {
            String slashed = name.replace('\\', '/');
            if (slashed.startsWith("/") || DRIVE.matcher(slashed).matches()) {
                throw new RefusedItemException("its name is absolute");
            }
            Path place = folder;
            for (String part : slashed.split("/")) {
                if (part.equals("..")) {
                    throw new RefusedItemException("its name leaves the archive");
                }
                try {
                    place = part.isEmpty() || part.equals(".") ? place : place.resolve(part);
                } catch (InvalidPathException e) {
                    throw new RefusedItemException("this is no file name");
                }
            }
            if (place.equals(folder)) {
                throw new RefusedItemException("it has no name");
            }
            return place;
        }

        /** What desktops put into archives beside the files. */
        static boolean isClutter(String name) {
            String last = name.substring(name.lastIndexOf('/') + 1);
            return name.startsWith("__MACOSX/") || last.startsWith("._") || last.equals(".DS_Store")
                    || last.equals("Thumbs.db");
        }
    }
}
