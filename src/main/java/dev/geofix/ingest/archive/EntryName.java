package dev.geofix.ingest.archive;

import dev.geofix.ingest.source.RefusedItemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of entries, which anybody may have written. */
final class EntryName {
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
