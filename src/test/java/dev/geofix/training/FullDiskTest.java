package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.geofix.jobs.process.JobFolder;
import dev.geofix.network.TensorSource;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A disk that is full ends the training with words, and the last checkpoint stays whole. */
class FullDiskTest {
    private static final TrainingConfig CONFIG = TrainingConfig.of(Recipe.STRONG,
            Map.of("network.backbone", "CONVNEXT_ATTO", "network.stripes", 2, "network.partDimension", 16,
                    "input.inputSize", 64, "batch", 4, "epochSteps", 1));

    @Test
    void theCheckpointBeforeIsKeptWhole() throws Exception {
        RunDescription description = new RunDescription(CONFIG, List.of("noise"), 3, null);
        try (FileSystem disk = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setMaxSize(60 << 20).setAttributeViews("basic").build());
                TrainableModel model = new TrainableModel(description, TensorSource.of(Map.of()))) {
            Path run = Files.createDirectories(disk.getPath("/run"));
            Optimizer optimizer = CONFIG.optimizer().optimizer(model.manager(), model.groups());
            Checkpoint.save(new JobFolder.Run(run), 1, description, model, optimizer);
            Map<String, Long> sizes = sizes(run);
            assertThatThrownBy(() -> Checkpoint.save(new JobFolder.Run(run), 2, description, model, optimizer))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("step 2", "checkpoint-00000001 is kept");
            assertThat(sizes(run)).isEqualTo(sizes).isNotEmpty();
        }
    }

    private static Map<String, Long> sizes(Path run) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(file.toString(), Files.size(file));
            }
        }
        return sizes;
    }
}
