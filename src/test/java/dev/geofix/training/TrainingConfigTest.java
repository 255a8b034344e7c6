package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.network.Backbone;
import dev.geofix.network.Preprocessing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingConfigTest {
    @Test
    void aSettingIsChangedByItsDottedNameWhateverItsKind() {
        TrainingConfig config = TrainingConfig.of(Recipe.PAPER,
                Map.of("epochs", "20", "network.residual", "true", "optimizer.rate", 2e-3, "sampling", "all_pairs",
                        "optimizer.milestones", "0.5, 0.75", "frozen", "backbone.features.0.", "drone.pad", 3));
        assertThat(config.epochs()).isEqualTo(20);
        assertThat(config.network().residual()).isTrue();
        assertThat(config.optimizer().rate()).isEqualTo(2e-3);
        assertThat(config.sampling()).isEqualTo(Sampling.ALL_PAIRS);
        assertThat(config.optimizer().milestones()).containsExactly(0.5, 0.75);
        assertThat(config.frozen()).containsExactly("backbone.features.0.");
        assertThat(config.drone().pad()).isEqualTo(3);
        assertThat(config.differences(Recipe.PAPER.defaults())).hasSize(7);
    }

    @Test
    void nestedMapsStandForDottedNames() {
        assertThat(TrainingConfig.of(Recipe.STRONG, Map.of("network", Map.of("stripes", 2, "residual", true))))
                .isEqualTo(TrainingConfig.of(Recipe.STRONG, Map.of("network.stripes", 2, "network.residual", true)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "epoch | 3 | there is no setting 'epoch'; there are batch,",
        "optimizer | 3 | there is no setting 'optimizer'",
        "recipe | PAPER | there is no setting 'recipe'",
        "optimizer.rates | 3 | there is no setting 'optimizer.rates'",
        "epochs | many | the setting epochs cannot be \"many\"",
        "epochs | 2.5 | the setting epochs cannot be 2.5",
        "epochs | 0 | epochs and checkpointEpochs must be at least 1",
        "epochs | null | the setting epochs cannot be null",
        "batch | 1 | batch must be at least 2 places",
        "mirror | perhaps | the setting mirror cannot be \"perhaps\"",
        "mirror | 7 | it must be true or false",
        "network.backbone | vgg | must be one of convnext_tiny",
        "network.stripes | 9 | stripes must be from 1 to 8",
        "input.inputSize | 64 | network.stripes is 4, but input.inputSize 64 gives a map of 2 × 2",
        "input.inputSize | 250 | multiple of 32",
        "optimizer.milestones | 80,120 | shares of the training",
        "optimizer.rate | 1e999 | finite",
        "maxPlaces | 1 | maxPlaces must be 0",
        "frozen | [\"\"] | none may be empty",
        "optimizer.rate | NaN | optimizer.rate",
        "loss.contrastive | 0 | one of them above 0",
        "drone.erasing | 1.5 | must be 0 to 1"})
    void saysWhatIsWrongWithASetting(String name, String value, String message) {
        Map<String, String> changes = name.equals("loss.contrastive")
                ? Map.of(name, value, "loss.classification", "0")
                : Map.of(name, value);
        assertThatIllegalArgumentException().isThrownBy(() -> TrainingConfig.of(Recipe.STRONG, changes))
                .withMessageContaining(message);
    }

    @Test
    void theInputFollowsTheBackbonesWeightsUnlessItIsGiven() {
        Map<String, Object> mobile = Map.of("network.backbone", "mobilenet_v2", "input.inputSize", 128);
        assertThat(TrainingConfig.of(Recipe.PAPER, mobile).input()).isEqualTo(Preprocessing.symmetric(128));
        assertThat(TrainingConfig.of(Recipe.PAPER, Map.of("network.backbone", "mobilenet_v2", "input.mean",
                List.of(0.1, 0.2, 0.3))).input().mean()).containsExactly(0.1f, 0.2f, 0.3f);
        assertThat(Recipe.PAPER.defaults().network().backbone()).isEqualTo(Backbone.CONVNEXT_TINY);
    }
}
