package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.evaluation.EvaluationReport.SetReport;
import dev.geofix.evaluation.RetrievalSet.LabelledPictures;
import dev.geofix.geo.GeoPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Picture DAMAGED = new Picture("0007/damaged.jpg", "0007", size -> {
        throw new IOException("cut off");
    });

    @Test
    void aPlaceIsFoundByWhatItLooksLike() {
        RetrievalMetrics figures = evaluate(set(List.of(red(), green()), new int[]{0, 1},
                List.of(green(), red(), blue()), new int[]{1, 0, 2}), EvaluationSettings.DEFAULT).figures();
        assertThat(figures.gallerySize()).isEqualTo(3);
        assertThat(figures.queries()).isEqualTo(2);
        assertThat(figures.recallAt1()).isEqualTo(1);
    }

    @Test
    void distractorsAsJunkLeavesOutWhatNobodyAsksFor() {
        RetrievalSet set = set(List.of(MeanColour.picture("q", 200, 90, 90)), new int[]{0},
                List.of(red(), MeanColour.picture("twin", 200, 90, 90)), new int[]{0, 1});
        EvaluationSettings both = new EvaluationSettings(List.of(Protocol.FULL, Protocol.JUNK), false, false,
                List.of(0.0), 0, 1);
        List<SetReport> reports = Evaluation.run(List.of(set), new MeanColour(), both, Evaluation.Listener.NONE)
                .report().sets();
        assertThat(reports).extracting(SetReport::protocol).containsExactly(Protocol.FULL, Protocol.JUNK);
        assertThat(reports.getFirst().figures()).extracting(RetrievalMetrics::gallerySize, RetrievalMetrics::recallAt1)
                .containsExactly(2, 0.0);
        assertThat(reports.getLast().figures()).extracting(RetrievalMetrics::gallerySize, RetrievalMetrics::recallAt1)
                .containsExactly(1, 1.0);
    }

    @Test
    void whichSideIsHeldDoesNotChangeTheFigures() {
        Random random = new Random(3);
        List<Picture> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(MeanColour.picture("m" + i, random.nextInt(256), random.nextInt(256), random.nextInt(256)));
        }
        int[] labels = IntStream.range(0, 300).toArray();
        RetrievalMetrics queriesHeld = evaluate(
                set(many.subList(0, 20), IntStream.range(0, 20).toArray(), many, labels),
                EvaluationSettings.DEFAULT).figures();
        assertThat(queriesHeld).isEqualTo(new RetrievalMetrics(300, 20, 1, 1, 1, 1, 1));
        RetrievalMetrics galleryHeld = evaluate(
                set(many, labels, many.subList(0, 20), IntStream.range(0, 20).toArray()), EvaluationSettings.DEFAULT)
                .figures();
        assertThat(galleryHeld.recallAt1()).isEqualTo(20 / 300.0, within(1e-9));
        assertThat(galleryHeld.gallerySize()).isEqualTo(20);
    }

    @Test
    void aPictureThatCannotBeReadIsLeftOutAndNamed() {
        Evaluation evaluation = Evaluation.run(
                List.of(set(List.of(red(), DAMAGED, blue()), new int[]{0, 7, 2}, List.of(red(), DAMAGED, blue()),
                        new int[]{0, 7, 2})),
                new MeanColour(), EvaluationSettings.DEFAULT, Evaluation.Listener.NONE);
        assertThat(evaluation.report().unreadable())
                .containsExactly(new EvaluationReport.UnreadablePicture("0007/damaged.jpg", "cut off"));
        RetrievalMetrics figures = evaluation.report().sets().getFirst().figures();
        assertThat(figures.queries()).isEqualTo(2);
        assertThat(figures.gallerySize()).isEqualTo(2);
        assertThat(figures.recallAt1()).isEqualTo(1);
    }

    @Test
    void aGalleryOfWhichNothingCanBeReadIsRefused() {
        RetrievalSet set = set(List.of(red()), new int[]{0}, List.of(DAMAGED), new int[]{0});
        assertThatIllegalArgumentException().isThrownBy(() -> evaluate(set, EvaluationSettings.DEFAULT))
                .withMessageContaining("no picture of the gallery").withMessageContaining("cut off");
    }

    @Test
    void aQueryIsNotFoundInItself() {
        List<Picture> pictures = List.of(red(), MeanColour.picture("redder", 240, 20, 10), blue());
        RetrievalSet set = new RetrievalSet("flight", null, new LabelledPictures(pictures, new int[]{1, 0, 0}, null),
                new LabelledPictures(pictures, new int[]{0, 1, 2}, null), false, true);
        RetrievalMetrics figures = evaluate(set, EvaluationSettings.DEFAULT).figures();
        assertThat(figures.recallAt5()).isEqualTo(1);
        assertThat(figures.recallAt1()).isBetween(0.6, 1.0);
    }

    @Test
    void metresAreBetweenTheGroundShownAndTheBestMatch() {
        GeoPoint here = new GeoPoint(50, 8);
        List<GeoPoint> gallery = List.of(here, here.offset(0, 300));
        LabelledPictures queries = new LabelledPictures(List.of(red(), blue()), new int[]{0, 0},
                List.of(here.offset(30, 0), here.offset(0, 10)));
        RetrievalSet set = new RetrievalSet("map", null, queries,
                new LabelledPictures(List.of(red(), blue()), new int[]{0, 1}, gallery), false, false);
        PositionErrors metres = evaluate(set, EvaluationSettings.DEFAULT).metres();
        assertThat(metres).isNotNull();
        assertThat(metres.median()).isEqualTo(30, within(0.1));
        assertThat(metres.p90()).isEqualTo(290, within(0.5));
        assertThat(metres.within50()).isEqualTo(0.5);
        assertThat(metres.coverage().getLast().coverage()).isEqualTo(1);
    }

    @Test
    void aMirroredPictureFindsItsOwnWithFlip() {
        EvaluationSettings flip = new EvaluationSettings(List.of(Protocol.FULL), true, false, List.of(0.0), 0, 1);
        RetrievalSet set = set(List.of(red(), blue()), new int[]{0, 2}, List.of(red(), blue()), new int[]{0, 2});
        assertThat(evaluate(set, flip).figures().recallAt1()).isEqualTo(1);
    }

    @Test
    void tellsHowAlikeThePartsAre() {
        RetrievalSet set = set(List.of(red()), new int[]{0}, List.of(red()), new int[]{0});
        assertThat(Evaluation.run(List.of(set), new MeanColour(3), EvaluationSettings.DEFAULT, Evaluation.Listener.NONE)
                .report().partCosine()).as("single values of one sign").isEqualTo(1, within(1e-6));
        assertThat(Evaluation.run(List.of(set), new MeanColour(), EvaluationSettings.DEFAULT, Evaluation.Listener.NONE)
                .report().partCosine()).isNull();
    }

    @Test
    void progressCountsPictures() {
        List<Long> steps = new ArrayList<>();
        Evaluation.run(List.of(set(List.of(red()), new int[]{0}, List.of(red(), blue()), new int[]{0, 1})),
                new MeanColour(), EvaluationSettings.DEFAULT, (done, total, message) -> {
                    assertThat(total).isEqualTo(3);
                    assertThat(message).contains("mean colour on colours");
                    steps.add(done);
                });
        assertThat(steps).containsExactly(1L, 2L, 3L);
    }

    private static SetReport evaluate(RetrievalSet set, EvaluationSettings settings) {
        return Evaluation.run(List.of(set), new MeanColour(), settings, Evaluation.Listener.NONE).report().sets()
                .getFirst();
    }

    private static RetrievalSet set(List<Picture> queries, int[] queryLabels, List<Picture> gallery,
            int[] galleryLabels) {
        return new RetrievalSet("colours", null, new LabelledPictures(queries, queryLabels, null),
                new LabelledPictures(gallery, galleryLabels, null), false, false);
    }

    private static Picture red() {
        return MeanColour.picture("red", 250, 10, 10);
    }

    private static Picture green() {
        return MeanColour.picture("green", 10, 250, 10);
    }

    private static Picture blue() {
        return MeanColour.picture("blue", 10, 10, 250);
    }
}
