package dev.geofix.gallery;

import dev.geofix.platform.GeofixSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the folders of imports: below the configured roots, wherever links lead. */
@Component
class ImportFolders {
    private final List<Path> roots;

    ImportFolders(GallerySettings settings, GeofixSettings geofix) {
        roots = settings.importRoots().isEmpty()
                ? List.of(geofix.data().resolve("imports"))
                : settings.importRoots().stream().map(root -> root.toAbsolutePath().normalize()).toList();
    }

    /**
     * @param folder absolute, or relative to one of the roots
     * @return its real path
     */
    Path resolve(String folder) {
        for (Path root : roots) {
            try {
                Path real = root.resolve(folder).toRealPath();
                if (real.startsWith(root.toRealPath()) && Files.isDirectory(real)) {
                    return real;
                }
            } catch (IOException | InvalidPathException e) {
                // not below this root
            }
        }
        throw new InvalidRequestException("There is no folder '" + folder + "' below "
                + roots.stream().map(Path::toString).collect(Collectors.joining(" or "))
                + ". Put it there, or add its parent to geofix.gallery.import-roots and start again.");
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
