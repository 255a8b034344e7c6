package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An index is closed and opened again over a store that may have changed, and a folder that may have. */
class SnapshotTest {
    private static final int DIMENSION = 256;
    private static final IndexStamp STAMP = new IndexStamp("gallery 1", "model-1", DIMENSION);

    @TempDir
    Path folder;

    private final Vectors vectors = new Vectors(DIMENSION, 3);
    private final float[][] all = vectors.clusters(60, 5);
    private final MemorySource store = new MemorySource();
    private List<Hit> answer = List.of();

    @BeforeEach
    void indexThatWasClosed() {
        try (Opened first = new Opened(folder, STAMP, store)) {
            for (int id = 0; id < all.length; id++) {
                first.put(id, all[id]);
            }
            first.covered();
            answer = first.index().search(all[7], 10, null);
        }
    }

    @Test
    void answersAfterwardsAsBeforeAndReadsNothingFromTheStore() {
        long asked = store.asked();
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().covered()).isEqualTo(all.length);
            assertThat(again.index().search(all[7], 10, null)).isEqualTo(answer);
        }
        assertThat(store.asked()).isEqualTo(asked);
    }

    @Test
    void readsOnlyWhatTheStoreHasGotMeanwhile() {
        long asked = store.asked();
        float[] other = vectors.clusters(1, 1)[0];
        store.put(1000, other);
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().search(other, 1, null)).extracting(Hit::id).containsExactly(1000L);
        }
        assertThat(store.asked() - asked).isEqualTo(1);
    }

    @Test
    void dropsWhatTheStoreHasLostMeanwhile() {
        store.remove(7);
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().size()).isEqualTo(all.length - 1);
            assertThat(again.index().search(all[7], all.length, null)).hasSize(all.length - 1).extracting(Hit::id)
                    .doesNotContain(7L);
        }
    }

    /** As when a backup was restored and other tiles were put since: the numbers are given out a second time. */
    @Test
    void takesAnIdWithAnotherContentForAnotherVector() {
        float[] other = vectors.clusters(1, 1)[0];
        store.put(7, 77, Int8Vector.encode(other));
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().search(other, 1, null)).extracting(Hit::id).containsExactly(7L);
            assertThat(again.index().search(all[7], all.length, null)).hasSize(all.length);
        }
    }

    @Test
    void aKilledIndexKeepsWhatTheStoreHas() {
        Opened killed = new Opened(folder, STAMP, store);
        float[] other = vectors.clusters(1, 1)[0];
        killed.put(1000, other);
        killed.remove(7);
        killed.kill();
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().search(other, all.length + 1, null)).hasSize(all.length).first()
                    .extracting(Hit::id).isEqualTo(1000L);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.01, 0.3, 0.6, 0.9, 0.999})
    void oneWrongByteAndTheSnapshotIsLeftAside(double place) throws IOException {
        byte[] bytes = Files.readAllBytes(snapshot());
        bytes[(int) (place * bytes.length)] ^= 0x10;
        Files.write(snapshot(), bytes);
        isBuiltAnew();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.99})
    void soItIsWhenItsEndIsMissing(double kept) throws IOException {
        byte[] bytes = Files.readAllBytes(snapshot());
        Files.write(snapshot(), Arrays.copyOf(bytes, (int) (kept * bytes.length)));
        isBuiltAnew();
    }

    static Stream<IndexStamp> foreign() {
        return Stream.of(new IndexStamp("gallery 2", "model-1", DIMENSION),
                new IndexStamp("gallery 1", "model-2", DIMENSION));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void anotherGallerysOrModelsSnapshotIsLeftAside(IndexStamp other) {
        long asked = store.asked();
        try (Opened again = new Opened(folder, other, store)) {
            assertThat(again.covered().index().search(all[7], 1, null)).extracting(Hit::id).containsExactly(7L);
        }
        assertThat(store.asked() - asked).isGreaterThanOrEqualTo(all.length);
    }

    @Test
    void anotherDimensionsSnapshotIsLeftAside() {
        try (Opened again = new Opened(folder, new IndexStamp("gallery 1", "model-1", 2), new MemorySource())) {
            again.put(1, new float[]{1, 0});
            assertThat(again.index().search(new float[]{1, 0}, 10, null)).hasSize(1);
        }
    }

    @Test
    void aDamagedRecordIsReadFromTheStoreAndWrittenAgain() throws IOException {
        Path codes = codes();
        byte[] bytes = Files.readAllBytes(codes);
        int record = RecordFile.HEADER + Int8Vector.length(DIMENSION);
        bytes[7 * record + 100] ^= 1;
        Files.write(codes, bytes);
        long asked = store.asked();
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().search(all[7], 10, null)).isEqualTo(answer);
            assertThat(again.index().search(all[7], 10, null)).isEqualTo(answer);
        }
        assertThat(store.asked() - asked).isEqualTo(1);
    }

    @Test
    void aLostFileOfCodesIsMadeAgainFromTheStore() throws IOException {
        Files.delete(codes());
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().search(all[7], 10, null)).isEqualTo(answer);
        }
    }

    @Test
    void whatACrashHasLeftBesideTheSnapshotIsDeleted() throws IOException {
        Files.write(folder.resolve("snapshot.new"), new byte[10]);
        Files.write(folder.resolve("codes-00000000000000ff"), new byte[10]);
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().search(all[7], 10, null)).isEqualTo(answer);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aDeletedIndexLeavesNothing() {
        try (Opened again = new Opened(folder, STAMP, store)) {
            again.index().delete();
            assertThat(folder).doesNotExist();
        }
        assertThat(folder).doesNotExist();
    }

    /** Another index may have the folder by then. */
    @Test
    void aRetiredIndexIsNotSavedWhenItIsClosed() {
        try (Opened old = new Opened(folder, STAMP, store)) {
            old.put(1000, all[7]);
            old.index().retire();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void aRetiredIndexAnswersUntilItIsClosedAndLeavesTheFolderToAnother() {
        try (Opened old = new Opened(folder, STAMP, store)) {
            Runnable close = old.index().retire();
            try (Opened other = new Opened(folder, STAMP, store)) {
                assertThat(old.index().search(all[7], 10, null)).isEqualTo(answer);
                close.run();
                assertThat(other.covered().index().search(all[7], 1, null)).extracting(Hit::id).containsExactly(7L);
            }
        }
        long asked = store.asked();
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().size()).isEqualTo(all.length);
        }
        assertThat(store.asked()).as("the other's files are still there").isEqualTo(asked);
    }

    private void isBuiltAnew() {
        long asked = store.asked();
        try (Opened again = new Opened(folder, STAMP, store)) {
            List<Hit> found = again.covered().index().search(all[7], all.length, null);
            assertThat(found).hasSize(all.length);
            assertThat(found.getFirst().id()).isEqualTo(7);
        }
        assertThat(store.asked() - asked).isGreaterThanOrEqualTo(all.length);
        asked = store.asked();
        try (Opened again = new Opened(folder, STAMP, store)) {
            assertThat(again.index().size()).isEqualTo(all.length);
        }
        assertThat(store.asked()).isEqualTo(asked);
    }

    private Path snapshot() {
        return folder.resolve("snapshot");
    }

    private Path codes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("codes-")).findFirst().orElseThrow();
        }
    }
}
