package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.dataset.Dataset;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.testing.Pictures;
import dev.geofix.training.PairSource.PairDraw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPlacesTest {
    @TempDir
    private Path train;

    private final List<String> unreadable = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        for (String place : List.of("0001", "0002", "0003")) {
            picture("satellite", place, "0.png");
            picture("drone", place, "a.png");
            picture("drone", place, "b.png");
        }
    }

    @Test
    void anUnreadablePictureIsNamedOnceAndAnotherOfThePlaceStandsIn() throws IOException {
        Files.writeString(train.resolve("drone/0002/a.png"), "no picture");
        DatasetPlaces places = places();
        for (int i = 0; i < 10; i++) {
            assertThat(places.draw(new PairDraw(1, 0), 32, new SplittableRandom(i))).isNotNull();
        }
        assertThat(unreadable).singleElement().asString().contains("0002", "a.png");
    }

    @Test
    void aPlaceWithoutAReadablePictureIsLeftOutOfItsBatch() throws Exception {
        Files.writeString(train.resolve("satellite/0002/0.png"), "no picture");
        TrainingConfig config = TrainingConfig.of(Recipe.PAPER, Map.of("input.inputSize", 128, "batch", 3));
        assertThat(new BatchMaker(places(), config).make(0).pairs()).isEqualTo(2);
    }

    @Test
    void aPlaceWithOneViewOnlyTakesNoPart() throws IOException {
        picture("drone", "0004", "a.png");
        assertThat(places().places()).isEqualTo(3);
    }

    @Test
    void oneEpochGoesThroughAllPlaces() throws IOException {
        DatasetPlaces places = places();
        assertThat(places.epochSteps(2)).isEqualTo(2);
        for (int epoch = 0; epoch < 5; epoch++) {
            List<Integer> seen = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                places.batch(2, 2 * epoch + i, new Seeds(1)).forEach(pick -> seen.add(pick.place()));
            }
            assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
        }
    }

    @Test
    void aTrialMayTakeFewerPlaces() throws IOException {
        assertThat(places(2).places()).isEqualTo(2);
        assertThat(places(9).places()).isEqualTo(3);
    }

    @Test
    void refusesAFolderWithoutPairs() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new DatasetPlaces(List.of(), 0, Sampling.ALL_PAIRS,
                        new ImageDecoder(ImageLimits.DEFAULT), unreadable::add))
                .withMessageContaining("at least 2");
    }

    private DatasetPlaces places() throws IOException {
        return places(0);
    }

    private DatasetPlaces places(int most) throws IOException {
        return new DatasetPlaces(Dataset.open(train, List.of()).training(), most, Sampling.CLASS_BALANCED,
                new ImageDecoder(ImageLimits.DEFAULT), unreadable::add);
    }

    private void picture(String view, String place, String file) throws IOException {
        Path folder = Files.createDirectories(train.resolve(view).resolve(place));
        Files.write(folder.resolve(file), Pictures.png(Pictures.picture(place.hashCode() + file.hashCode(), 40)));
    }
}
