package dev.geofix.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path folder;

    private final List<String> syncs = new ArrayList<>();

    /** Notes what is synced, and whether the new content was in its place by then. */
    private DurableFiles.Syncs noting(Path place) {
        return synced -> {
            DurableFiles.force(synced);
            boolean isNew = Files.isDirectory(place)
                    || Files.exists(place) && Files.readString(place).equals("new");
            syncs.add((synced.equals(folder)
                    ? "folder"
                    : synced.getFileName().toString().replaceAll("-[0-9a-f-]{36}", ""))
                    + (isNew ? " after" : " before"));
        };
    }

    private static DurableFiles.Content content(String text) {
        return file -> file.write(ByteBuffer.wrap(text.getBytes()));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            return names.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsSyncedBeforeItIsInItsPlaceAndItsFolderAfterwards() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        DurableFiles.write(file, content("new"), noting(file));
        assertThat(syncs).containsExactly(".file.part before", "folder after");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void aFolderIsSyncedWithAllThatIsInIt() throws IOException {
        Path aside = Files.createDirectories(folder.resolve("aside/inner")).getParent();
        Files.writeString(aside.resolve("inner/deep"), "1");
        Files.writeString(aside.resolve("file"), "2");
        Path place = folder.resolve("place");
        DurableFiles.moveFolder(aside, place, noting(place));
        assertThat(syncs).containsExactly("deep before", "inner before", "file before", "aside before",
                "folder after");
        assertThat(place.resolve("inner/deep")).hasContent("1");
    }

    @Test
    void whatFailsHalfwayLeavesTheOldAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assertThatIOException().isThrownBy(() -> DurableFiles.write(file, out -> {
            content("ne").writeTo(out);
            throw new IOException("full");
        }));
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("weights"), "old");
        assertThatIOException().isThrownBy(() -> DurableFiles.writeFolder(model, fresh -> {
            Files.writeString(fresh.resolve("weights"), "ne");
            throw new IOException("full");
        }));
        assertThat(file).hasContent("old");
        assertThat(model.resolve("weights")).hasContent("old");
        assertThat(names()).containsExactly("file", "model");
    }

    @Test
    void aFolderTakesThePlaceOfAnother() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("gone"), "old");
        DurableFiles.writeFolder(model, fresh -> Files.writeString(fresh.resolve("weights"), "new"));
        assertThat(model).isDirectoryContaining(file -> file.endsWith("weights"))
                .isDirectoryNotContaining(file -> file.endsWith("gone"));
        assertThat(names()).containsExactly("model");
    }

    @Test
    void whatNeedsNoSyncIsWholeAllTheSame() throws IOException {
        DurableFiles.writeWithoutSync(folder.resolve("new/file"), "text".getBytes());
        assertThat(folder.resolve("new/file")).hasContent("text");
        assertThat(folder.resolve("new")).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }
}
