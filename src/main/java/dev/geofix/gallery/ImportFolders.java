package dev.geofix.gallery;

import dev.geofix.platform.FolderRoots;
import dev.geofix.platform.GeofixSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Finds the folders of imports: below the configured roots, wherever links lead. */
@Component
class ImportFolders {
    private final FolderRoots roots;

    ImportFolders(GallerySettings settings, GeofixSettings geofix) {
        roots = FolderRoots.of(settings.importRoots(), geofix.data().resolve("imports"));
    }

    /**
     * @param folder absolute, or relative to one of the roots
     * @return its real path
     */
    Path resolve(String folder) {
        return roots.folder(folder).orElseThrow(() -> new InvalidRequestException(
                "There is no folder '" + folder + "' below " + roots
                        + ". Put it there, or add its parent to geofix.gallery.import-roots and start again."));
    }

    Path manifest(Path folder, String manifest) {
        try {
            return inside(folder, manifest);
        } catch (RefusedRowException e) {
            throw new InvalidRequestException("The manifest '" + manifest + "' cannot be read: " + e.reason()
                    + ". Give the name of a CSV file in the folder.");
        }
    }

    /** The regular file of that relative path, which must not leave the folder, not by a link either. */
    static Path inside(Path folder, String name) throws RefusedRowException {
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                throw new RefusedRowException("the path leaves the folder");
            }
            if (!Files.isRegularFile(file)) {
                throw new RefusedRowException("there is no such file in the folder");
            }
            if (!file.toRealPath().startsWith(folder)) {
                throw new RefusedRowException("the path leaves the folder by a link");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new RefusedRowException("this is no file name");
        } catch (IOException e) {
            throw new RefusedRowException("the file cannot be read");
        }
    }
}
