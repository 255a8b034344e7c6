package dev.geofix.training;

import ai.djl.ndarray.NDManager;
import dev.geofix.jobs.process.JobFolder;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.Safetensors;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code export}: the model of a training's last checkpoint, while the training runs or after. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the model of a training's last checkpoint.")
public final class ExportCommand implements Callable<Integer> {
    @Option(names = "--run", required = true, description = "folder of the training")
    private Path run = Path.of("");

    @Option(names = "--out", required = true, description = "folder of the model; replaced if it is there")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        Checkpoint checkpoint = Checkpoint.latest(new JobFolder.Run(run))
                .orElseThrow(() -> new UserException(run + " has no checkpoint yet"));
        RunDescription description = checkpoint.description();
        try (NDManager manager = NDManager.newBaseManager(); Safetensors weights = checkpoint.weights()) {
            GlqiNet network = new GlqiNet(description.settings().network());
            network.load(manager, weights).requireComplete();
            description.writeModel(out, checkpoint.step(), network);
        }
        return 0;
    }
}
