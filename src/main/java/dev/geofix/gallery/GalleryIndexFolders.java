package dev.geofix.gallery;

import dev.geofix.inference.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Where the indexes lie: a folder for each gallery by number, in it one for each model. All can be made again from the store. */
record GalleryIndexFolders(Path root) {
    private static final Logger LOG = LoggerFactory.getLogger(GalleryIndexFolders.class);

    Path of(StoredGallery stored, ModelVersion model) {
        return of(stored.id()).resolve(model.value());
    }

    /** Deletes what galleries have left that are gone. */
    void keepOnly(List<StoredGallery> galleries) {
        clean(root, galleries.stream().map(stored -> of(stored.id())).collect(Collectors.toSet()));
    }

    /** Deletes what other models have left; called while none of the gallery's indexes is open. */
    void keepOnly(StoredGallery stored, ModelVersion model) {
        clean(of(stored.id()), Set.of(of(stored, model)));
    }

    private Path of(long gallery) {
        return root.resolve(Long.toString(gallery));
    }

    private static void clean(Path parent, Set<Path> keep) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path folder : folders.filter(path -> !keep.contains(path)).toList()) {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            LOG.warn("Not everything in {} that is no longer needed could be deleted: {}", parent, e.toString());
        }
    }
}
