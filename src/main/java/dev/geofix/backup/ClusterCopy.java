package dev.geofix.backup;

import dev.geofix.gallery.CopyTarget;
import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.embedded.DataFolderGalleries;
import dev.geofix.inference.ModelCopy;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DataFolder;
import dev.geofix.platform.storage.OperationsDatabase;
import dev.geofix.security.KeyCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings what a data folder keeps into a cluster: models, galleries, which model answers, keys. Each step leaves alone what is there already, so a copy that ended early, or was made while the folder's service
 * went on, is completed by the next one.
 */
final class ClusterCopy {
    private final Path data;
    private final JdbcClient database;
    private final DataFolderGalleries folder;
    private final CopyTarget target;
    private final GalleryStore store;
    private final CopyLog log;
    private final ClusterPatience patience;
    /** Versions under whose names the cluster has another model. */
    private final Set<ModelVersion> unlike = new HashSet<>();

    /** @param database of the data folder */
    ClusterCopy(Path data, JdbcClient database, DataFolderGalleries folder, CopyTarget target, GalleryStore store,
            CopyLog log, ClusterPatience patience) {
        this.data = data;
        this.database = database;
        this.folder = folder;
        this.target = target;
        this.store = store;
        this.log = log;
        this.patience = patience;
    }

    /** Whether a service is at work on the folder, so that it may change while it is copied. */
    private boolean isInUse() throws IOException {
        return DataFolder.isHeld(data);
    }

    /**
     * @param goOn although jobs have not ended
     * @throws UserException when jobs have not ended that no service will end
     */
    void checkJobs(boolean goOn) throws IOException {
        List<String> unfinished = database.sql(
                "select kind || ' ' || id from job where state in ('QUEUED', 'RUNNING') order by sequence")
                .query((row, n) -> row.getString(1)).list();
        if (unfinished.isEmpty()) {
            return;
        }
        String jobs = unfinished.size() + " jobs have not ended (" + String.join(", ", unfinished) + ")";
        if (isInUse()) {
            log.line(jobs + ". They are not copied: let them end, or cancel them, before the last copy");
        } else if (goOn) {
            log.line(jobs + ". They stay behind in " + data);
        } else {
            throw new UserException(jobs + ", and jobs are not copied. Start the service on " + data
                    + " once more and let them end, or cancel them; or leave them behind with --leave-jobs");
        }
    }

    /** @param models into the folder that the cluster's instances share; null where none is given */
    void copyModels(@Nullable ModelCopy models) {
        if (models == null) {
            log.line("models are not copied, since geofix.shared is not given");
            return;
        }
        int copied = 0;
        for (ModelVersion version : models.installed()) {
            try {
                copied += models.copy(version) ? 1 : 0;
            } catch (UserException e) {
                unlike.add(version);
                log.error(sentence(e));
            }
        }
        log.line("models: " + models.installed().size() + " in the folder, " + copied + " copied now");
    }

    /** @param named those to be copied; all when it is empty */
    List<StoredGallery> wanted(List<GalleryName> named) {
        List<StoredGallery> all = folder.list();
        Set<GalleryName> unknown = new HashSet<>(named);
        all.forEach(each -> unknown.remove(each.gallery().name()));
        if (!unknown.isEmpty()) {
            throw new UserException("there is no gallery '" + unknown.iterator().next() + "' in " + data);
        }
        return all.stream().filter(each -> named.isEmpty() || named.contains(each.gallery().name())).toList();
    }

    /**
     * @param models of the cluster, where they are known
     * @param anew whether copies by another model than the folder's may be deleted and begun again
     */
    void copyGalleries(List<StoredGallery> galleries, @Nullable ModelCopy models, boolean anew) throws IOException {
        List<GalleryName> copied = new ArrayList<>();
        for (StoredGallery gallery : galleries) {
            ModelVersion model = gallery.gallery().model();
            if (unlike.contains(model)) {
                log.error("gallery '" + gallery.gallery().name() + "' is not copied: its model " + model
                        + " is another one in the cluster, where its descriptors would mean nothing");
                continue;
            }
            if (models != null && !models.isThere(model)) {
                log.error("gallery '" + gallery.gallery().name() + "' is of model " + model + ", which is neither in "
                        + data
                        + " nor in the cluster. Install it there (POST /api/v1/models), or embed the gallery anew");
            }
            try {
                copy(gallery, anew);
                copied.add(gallery.gallery().name());
            } catch (UserException e) {
                log.error(sentence(e));
            }
        }
        log.line(copied.size() + " of " + galleries.size() + " galleries are copied");
    }

    private void copy(StoredGallery gallery, boolean anew) throws IOException {
        boolean inUse = isInUse();
        Gallery original = gallery.gallery();
        StoredGallery there = patience.call(() -> begun(gallery, anew));
        CopyTarget.Tiles tiles = target.tiles(there);
        if (!there.gallery().description().equals(original.description())
                || there.gallery().localFeatures() != original.localFeatures()) {
            patience.run(() -> store.put(original.name(), original.description(), original.localFeatures(), () -> {
                throw new UserException(UserException.Kind.CONFLICT,
                        "Gallery '" + original.name() + "' was deleted in the cluster while it was copied there.");
            }));
        }
        GalleryCopy copy = new GalleryCopy(gallery, folder, tiles, patience, log);
        GalleryCopy.Counts counts = copy.run();
        CopyCheck.Result check = new CopyCheck(gallery, folder, tiles, patience, copy.excepted()).run();
        long others = patience.call(tiles::others);
        log.line(
                "gallery '%s': %d tiles in the folder, %d in the copy%s: %d copied now, %d brought up to date, %d deleted; %d compared byte for byte"
                        .formatted(original.name(), check.inFolder(), check.inCopy(),
                                others == 0 ? "" : " and " + others + " that were put in the cluster", counts.added(),
                                counts.changed(), counts.deleted(), check.compared()));
        check.wrong().forEach(log::error);
        if (check.differing() > 0 && (inUse || isInUse())) {
            log.line("gallery '" + original.name() + "': " + check.differing()
                    + " tiles were changed in the folder meanwhile; the next copy brings them");
        } else if (check.differing() > 0) {
            check.differences().forEach(difference -> log.error(difference + ". Run this again"));
            log.error("gallery '" + original.name() + "' and its copy differ in " + check.differing() + " tiles");
        }
    }

    private StoredGallery begun(StoredGallery gallery, boolean anew) {
        Optional<StoredGallery> there = target.find(gallery);
        if (there.isEmpty()) {
            return target.begin(gallery);
        }
        ModelVersion model = there.get().gallery().model();
        if (model.equals(gallery.gallery().model()) && there.get().dimension() == gallery.dimension()) {
            return there.get();
        }
        if (!anew) {
            throw new UserException(UserException.Kind.CONFLICT, "The copy of gallery '" + gallery.gallery().name()
                    + "' is of model " + model + ", and the folder's gallery of " + gallery.gallery().model()
                    + " by now. Nothing of it was changed. Run this with --anew, which deletes the copy and makes it "
                    + "again.");
        }
        log.line(
                "gallery '" + gallery.gallery().name() + "': the copy of model " + model + " is deleted and made anew");
        target.discard(there.get());
        return target.begin(gallery);
    }

    /** The folder's active model answers in the cluster too, unless galleries there are of the one that does. */
    void activate(ModelCopy models) {
        Optional<ModelVersion> wanted = models.active().filter(models::isThere).filter(each -> !unlike.contains(each));
        Optional<ModelVersion> now = models.activeThere();
        if (wanted.isEmpty() || wanted.equals(now)) {
            return;
        }
        boolean needed = now.isPresent() && patience.call(store::list).stream()
                .anyMatch(gallery -> gallery.gallery().model().equals(now.get()));
        if (needed) {
            log.line("model " + now.get() + " stays active in the cluster, since galleries there are of it; in the "
                    + "folder " + wanted.get() + " is. A gallery answers by the active model only");
        } else {
            models.activate(wanted.get());
            log.line("model " + wanted.get() + " is active in the cluster");
        }
    }

    /** @param shared null where the cluster has none */
    void copyKeys(@Nullable OperationsDatabase shared) {
        if (shared == null) {
            log.line("keys are not copied, since geofix.database is not given");
            return;
        }
        KeyCopy.Result keys = patience.call(() -> KeyCopy.copy(database, shared));
        keys.refused().forEach(log::error);
        log.line("keys: " + keys.copied() + " copied now, " + keys.there() + " were there");
    }

    /** What is to be done next. */
    void conclude() throws IOException {
        if (log.errors() > 0) {
            log.line(log.errors()
                    + " errors: what they name is not, or not wholly, in the cluster. Mend it and run this "
                    + "again; what is there is kept");
        } else if (isInUse()) {
            log.line("A service still runs on " + data + ". Stop it and run this once more for what has changed since; "
                    + "then start the cluster");
        } else {
            log.line("All of it is in the cluster. Start the service there; " + data + " was not changed");
        }
    }

    private static String sentence(UserException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
