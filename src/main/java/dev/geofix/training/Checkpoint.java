package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.geofix.jobs.process.JobFolder;
import dev.geofix.network.InvalidModelException;
import dev.geofix.network.Safetensors;
import dev.geofix.network.SafetensorsWriter;
import dev.geofix.network.TensorSource;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training's state after a step, as a folder: safetensors and a JSON. It is written aside and moved into
 * place, and the one before goes only then: a full disk or a kill leaves a sound one.
 */
record Checkpoint(Path folder) {
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STATE = "state.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param step the next step to take */
    private record State(long step, RunDescription run) {}

    static Optional<Checkpoint> latest(JobFolder.Run run) {
        return run.checkpoints().stream().reduce((earlier, later) -> later).map(Checkpoint::new);
    }

    /** Does nothing when the step has its checkpoint already. */
    static void save(JobFolder.Run run, long step, RunDescription description, TrainableModel model,
            Optimizer optimizer)
            throws IOException {
        Path target = run.checkpoint(step);
        if (Files.exists(target)) {
            return;
        }
        List<Path> earlier = run.checkpoints();
        Path aside = run.path().resolve("checkpoint.part");
        delete(aside);
        try {
            write(aside, step, description, model, optimizer);
            DurableFiles.moveFolder(aside, target);
        } catch (IOException e) {
            delete(aside);
            throw new IOException("the checkpoint of step " + step + " cannot be written to " + run.path() + " ("
                    + e.getMessage() + "); " + (earlier.isEmpty()
                            ? "there is none before it"
                            : earlier.getLast()
                                    .getFileName() + " is kept, and the same command goes on from there"),
                    e);
        }
        for (Path old : earlier) {
            delete(old);
        }
    }

    private static void write(Path aside, long step, RunDescription description, TrainableModel model,
            Optimizer optimizer)
            throws IOException {
        Files.createDirectories(aside);
        for (Map.Entry<String, TensorSource> part : model.state().entrySet()) {
            SafetensorsWriter.write(aside.resolve(part.getKey() + ".safetensors"), part.getValue(), Map.of());
        }
        try (NDManager scope = model.manager().newSubManager()) {
            SafetensorsWriter.write(aside.resolve(OPTIMIZER), TensorSource.of(optimizer.state(scope)), Map.of());
        }
        Files.write(aside.resolve(STATE), JSON.writeValueAsBytes(new State(step, description)));
    }

    /** Deletes them all. */
    static void drop(JobFolder.Run run) throws IOException {
        for (Path checkpoint : run.checkpoints()) {
            delete(checkpoint);
        }
    }

    RunDescription description() {
        return state().run();
    }

    /** The step to go on with. */
    long step() {
        return state().step();
    }

    private State state() {
        try {
            return JSON.readValue(folder.resolve(STATE), State.class);
        } catch (JacksonException e) {
            throw damaged(e);
        }
    }

    private IllegalArgumentException damaged(Exception cause) {
        return new UserException("the checkpoint " + folder + " is damaged (" + cause.getMessage()
                + "); remove it, and the run begins anew", cause);
    }

    /** The network's weights alone; the caller closes them. */
    Safetensors weights() throws IOException {
        return Safetensors.open(folder.resolve("weights.safetensors"));
    }

    /** @throws UserException when the checkpoint is of another architecture or optimiser */
    void restore(TrainableModel model, Optimizer optimizer) throws IOException {
        try {
            restoreAll(model, optimizer);
        } catch (InvalidModelException e) {
            throw damaged(e);
        }
    }

    private void restoreAll(TrainableModel model, Optimizer optimizer) throws IOException {
        for (String part : model.state().keySet()) {
            try (Safetensors tensors = Safetensors.open(folder.resolve(part + ".safetensors"))) {
                model.restore(Map.of(part, tensors));
            }
        }
        try (NDManager scope = model.manager().newSubManager();
                Safetensors tensors = Safetensors.open(folder.resolve(OPTIMIZER))) {
            Map<String, NDArray> state = new HashMap<>();
            tensors.names().forEach(name -> state.put(name, tensors.array(scope, name)));
            optimizer.restore(state);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
