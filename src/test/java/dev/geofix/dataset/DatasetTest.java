package dev.geofix.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTest {
    @TempDir
    private Path root;

    @Test
    void readsBothHalvesOfUniversity1652() throws IOException {
        new Folders(root).halves("train", "test").file("train/street/0001/1.jpg").file("train/google/0001/2.jpg");
        Dataset dataset = Dataset.open(root, List.of());
        assertThat(dataset.layout()).isEqualTo(Dataset.Layout.UNIVERSITY);
        assertThat(dataset.training()).singleElement().satisfies(place -> {
            assertThat(place.name()).isEqualTo("0001");
            assertThat(place.drone()).hasSize(2);
            assertThat(place.satellite()).hasSize(1);
        });
        assertThat(dataset.tests()).singleElement().satisfies(test -> {
            assertThat(test.height()).isNull();
            assertThat(test.directions()).extracting(TestSet.Direction::name).containsExactly("drone→satellite",
                    "satellite→drone");
            assertThat(test.directions().getFirst().distractors()).containsExactly("0003");
        });
    }

    @ParameterizedTest
    @CsvSource({"Training, Testing", "training, testing", "TRAIN, Test"})
    void readsTheHeightsOfSues200InEitherCase(String train, String test) throws IOException {
        for (int height : new int[]{150, 200}) {
            new Folders(root).halves(train + "/" + height, test + "/" + height);
        }
        Dataset dataset = Dataset.open(root, List.of());
        assertThat(dataset.layout()).isEqualTo(Dataset.Layout.SUES_SPLIT);
        assertThat(dataset.heights()).containsExactly(150, 200);
        assertThat(dataset.tests()).extracting(TestSet::name).containsExactly("150 m", "200 m");
        assertThat(dataset.training()).singleElement().satisfies(place -> {
            assertThat(place.drone()).as("of both heights").hasSize(4);
            assertThat(place.satellite()).as("the same at each height").hasSize(1);
        });
    }

    @Test
    void readsOneHeightOfSeveral() throws IOException {
        new Folders(root).halves("Training/150", "Testing/150").halves("Training/300", "Testing/300");
        Dataset dataset = Dataset.open(root, List.of(300));
        assertThat(dataset.tests()).extracting(TestSet::height).containsExactly(300);
        assertThat(dataset.training().getFirst().drone()).hasSize(2);
    }

    @Test
    void splitsTheDownloadOfSues200AsTheBenchmarkDoes() throws IOException {
        Folders folders = new Folders(root);
        for (String place : List.of("0001", "0002", "0008", "0200")) {
            folders.file("satellite-view/" + place + "/0.png").file("drone_view_512/" + place + "/150/0.jpg")
                    .file("drone_view_512/" + place + "/150/1.jpg").file("drone_view_512/" + place + "/200/0.jpg");
        }
        Dataset dataset = Dataset.open(root, List.of());
        assertThat(dataset.layout()).isEqualTo(Dataset.Layout.SUES_RAW);
        assertThat(dataset.training()).extracting(TrainingPlace::name).containsExactly("0001", "0002", "0200");
        assertThat(dataset.training().getFirst().drone()).hasSize(3);
        TestSet low = dataset.tests().getFirst();
        assertThat(low.height()).isEqualTo(150);
        assertThat(low.directions().getFirst().queries().places()).containsExactly("0008");
        assertThat(low.directions().getFirst().gallery().places()).hasSize(4);
        assertThat(low.directions().getLast().gallery().files()).hasSize(8);
    }

    @Test
    void theBenchmarkTrainsOn120Places() {
        assertThat(SuesRaw.SuesSplit.TRAINING).hasSize(120).contains("0001", "0200").doesNotContain("0008");
    }

    @Test
    void eitherHalfAloneIsASet() throws IOException {
        new Folders(root).halves("a/train", "b/test");
        assertThat(Dataset.open(root.resolve("a"), List.of()).tests()).isEmpty();
        assertThat(Dataset.open(root.resolve("a/train"), List.of()).training()).hasSize(1);
        assertThat(Dataset.open(root.resolve("b"), List.of()).training()).isEmpty();
        assertThat(Dataset.open(root.resolve("b/test"), List.of()).tests()).hasSize(1);
    }

    @Test
    void oneDirectionAloneIsATest() throws IOException {
        new Folders(root).file("query_drone/1/a.jpg").file("gallery_satellite/1/a.jpg");
        assertThat(Dataset.open(root, List.of()).tests().getFirst().directions())
                .extracting(TestSet.Direction::fromDrone).containsExactly(true);
    }

    @Test
    void aPlaceWithOneViewDoesNotTrain() throws IOException {
        new Folders(root).halves("train", "test").file("train/drone/0009/a.jpg");
        assertThat(Dataset.open(root, List.of()).training()).extracting(TrainingPlace::name).containsExactly("0001");
    }

    @Test
    void linksThatLeadInACircleAndStrayFilesDoNoHarm() throws IOException {
        new Folders(root).halves("train", "test").file("train/drone/notes.txt").file("train/drone/0001/Thumbs.db");
        Files.createSymbolicLink(root.resolve("train/drone/0001/loop"), root.resolve("train"));
        Files.createSymbolicLink(root.resolve("train/drone/self"), root.resolve("train/drone"));
        assertThat(Dataset.open(root, List.of()).training()).singleElement()
                .satisfies(place -> assertThat(place.drone()).hasSize(2));
    }

    @Test
    void anUnknownShapeIsRefusedWithWhatWasLookedFor() throws IOException {
        new Folders(root).file("pictures/1.jpg");
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.open(root, List.of()))
                .withMessageContaining("Training/<height>").withMessageContaining("Found: pictures");
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.open(root.resolve("gone"), List.of()))
                .withMessageContaining("there is no folder");
    }

    @Test
    void aHeightThatIsNotThereIsRefused() throws IOException {
        new Folders(root).halves("Training/150", "Testing/150");
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.open(root, List.of(175)))
                .withMessageContaining("[150]").withMessageContaining("175");
        new Folders(root.resolve("plain")).halves("train", "test");
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.open(root.resolve("plain"), List.of(150)))
                .withMessageContaining("no heights");
    }
}
