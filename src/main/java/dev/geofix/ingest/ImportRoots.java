package dev.geofix.ingest;

import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.FolderRoots;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Finds what imports name on the server: below the configured roots; what a link leads out of them is not there. */
@Component
class ImportRoots {
    private final FolderRoots roots;

    ImportRoots(ImportSettings settings, GeofixSettings geofix) {
        roots = FolderRoots.of(settings.importRoots(), geofix.data().resolve("imports"));
    }

    /**
     * @param source a folder or a file, absolute or relative to one of the roots
     * @return its real path
     */
    Path resolve(String source) {
        return roots.folder(source).or(() -> roots.file(source)).orElseThrow(() -> new UserException(
                "There is no folder or file '" + source + "' below the folders that imports may read, "
                        + "imports of the data folder or geofix.gallery.import-roots. Put it there, or add its parent to "
                        + "that setting and start again."));
    }
}
