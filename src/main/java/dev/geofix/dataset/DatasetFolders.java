package dev.geofix.dataset;

import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.FolderRoots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what trainings and evaluations read: below the configured roots, and without links that lead out of them. */
@Component
public class DatasetFolders {
    private final FolderRoots roots;

    DatasetFolders(DatasetSettings settings, GeofixSettings geofix) {
        roots = FolderRoots.of(settings.roots(), geofix.sharedFolder().resolve("datasets"));
    }

    /** @throws UserException with the way out, as the rest of a sentence that names the folder */
    public Path folder(String name) {
        Path folder = roots.folder(name).orElseThrow(() -> missing("folder", name));
        try {
            roots.strayLink(folder).ifPresent(link -> {
                throw new UserException("holds the link '" + folder.relativize(link)
                        + "', which leads out of the folders of data sets or nowhere. Remove it, put what it leads to below "
                        + "them, or add that to geofix.dataset.roots and start again");
            });
            return folder;
        } catch (IOException | UncheckedIOException e) {
            throw new UserException("cannot be looked through (" + e.getMessage() + ")", e);
        }
    }

    /** @throws UserException with the way out, as the rest of a sentence that names the file */
    public Path file(String name) {
        return roots.file(name).orElseThrow(() -> missing("file", name));
    }

    private IllegalArgumentException missing(String kind, String name) {
        return new UserException("names no " + kind + ": there is no '" + name
                + "' below the folders of data sets, "
                + "datasets of the data folder or geofix.dataset.roots. Put it there, or add its parent to that setting and start again");
    }
}
