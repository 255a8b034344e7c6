package dev.geofix.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.gallery.GalleryName;
import dev.geofix.platform.storage.DataFolder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore that is killed before each of its steps, of a backup in the schema of an earlier version. */
class RestoreKillTest {
    /** Nothing catches it, so what follows does not happen: as if the process had been killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path folder;

    private Path backup;

    @BeforeEach
    void aBackup() throws Exception {
        backup = Files.createDirectories(folder.resolve("backup"));
        try (InputStream database = GalleryName.class.getResourceAsStream("schema-3.db")) {
            Files.copy(database, backup.resolve("geofix.db"));
        }
        Files.writeString(Files.createDirectories(backup.resolve("models/one")).resolve("model.json"), "new");
        Files.writeString(Files.createDirectories(backup.resolve("index")).resolve("snapshot"), "made anew");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesWholeWhatWasThereOrNothingThatStartsAndGoesOn(boolean replace) throws Exception {
        int last = 0;
        for (int kill = 1; last == 0; kill++) {
            Path data = folder.resolve("data-" + kill);
            if (replace) {
                old(data);
            }
            try {
                restore(data, replace, kill);
                last = kill;
            } catch (Killed e) {
                if (!Files.exists(data.resolve(DataFolder.UNFINISHED_RESTORE))) {
                    if (replace) {
                        assertOld(data);
                    } else {
                        assertThat(names(data)).containsExactly(".lock");
                    }
                } else {
                    assertThatIllegalArgumentException().isThrownBy(() -> Database.open(data))
                            .withMessageContaining("was not finished");
                }
                restore(data, replace, Integer.MAX_VALUE);
            }
            assertThat(names(data)).containsExactlyElementsOf(replace
                    ? new TreeSet<>(Set.of(".lock", "before", "geofix.db", "models"))
                    : new TreeSet<>(Set.of(".lock", "geofix.db", "models")));
            assertThat(StoreCheck.count(data).tiles()).isEqualTo(9);
            assertThat(data.resolve("models/one/model.json")).hasContent("new");
            if (replace) {
                try (Stream<Path> entries = Files.list(data)) {
                    assertOld(
                            entries.filter(file -> file.getFileName().toString().startsWith(Restore.ASIDE)).findFirst()
                                    .orElseThrow());
                }
            }
        }
        assertThat(last).isGreaterThan(8);
    }

    @Test
    void leavesTheBackupAsItIs() throws Exception {
        byte[] before = Files.readAllBytes(backup.resolve("geofix.db"));
        restore(folder.resolve("data"), false, Integer.MAX_VALUE);
        assertThat(backup.resolve("geofix.db")).hasBinaryContent(before);
        assertThat(names(backup)).containsExactly("geofix.db", "index", "models");
    }

    private void restore(Path data, boolean replace, int killBefore) throws Exception {
        int[] steps = {0};
        new Restore(backup, data, replace, () -> {
            if (++steps[0] == killBefore) {
                throw new Killed();
            }
        }).run();
    }

    private static void old(Path data) throws Exception {
        Files.writeString(Files.createDirectories(data.resolve("models/one")).resolve("model.json"), "old");
        Files.writeString(data.resolve("geofix.db"), "the old database");
        Files.writeString(data.resolve("geofix.db-wal"), "and its log");
    }

    private static void assertOld(Path data) {
        assertThat(data.resolve("models/one/model.json")).hasContent("old");
        assertThat(data.resolve("geofix.db")).hasContent("the old database");
        assertThat(data.resolve("geofix.db-wal")).hasContent("and its log");
    }

    private static Set<String> names(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(file -> file.getFileName().toString())
                    .map(name -> name.startsWith(Restore.ASIDE) ? "before" : name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
