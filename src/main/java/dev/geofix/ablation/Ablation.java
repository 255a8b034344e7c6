package dev.geofix.ablation;

import ai.djl.engine.EngineException;
import dev.geofix.ablation.AblationReport.GroupReport;
import dev.geofix.ablation.AblationRun.RunKey;
import dev.geofix.ablation.AblationRun.RunReport;
import dev.geofix.imaging.ImageFile;
import dev.geofix.training.Training;
import dev.geofix.training.TrainingConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains what a plan needs, one after the other, and writes the tables anew after each. What the folder has already is kept; a
 * training that was interrupted goes on.
 */
final class Ablation {
    private final Path out;
    private final AblationPlan plan;
    private final AblationSetup setup;
    private final AblationResults results;
    private final Consumer<String> print;

    /** How it ended. */
    enum End {
        COMPLETE,
        /** Some trainings ran away or out of memory; the others are complete. */
        SOME_FAILED, STOPPED
    }

    /** @param notes what a reader of the tables has to know */
    Ablation(Path out, AblationPlan plan, AblationSetup setup, List<String> notes, Consumer<String> print) {
        this.out = out;
        this.plan = plan;
        this.setup = setup;
        this.print = print;
        results = new AblationResults(plan, setup, notes);
    }

    /**
     * @throws IllegalArgumentException before anything is trained, when a run's folder holds another run or initial weights do
     * not fit
     */
    End run(BooleanSupplier stop) throws IOException, InterruptedException {
        Map<RunKey, AblationRun> waiting = waiting();
        int all = plan.runs().size() * setup.seeds().size();
        int number = all - waiting.size();
        print.accept("trainings: %d, finished already: %d".formatted(all, number));
        write();
        RemainingTime remaining = new RemainingTime(waiting.size());
        for (Map.Entry<RunKey, AblationRun> run : waiting.entrySet()) {
            number++;
            Training.Log log = log("[%d/%d %s] ".formatted(number, all, run.getKey()), remaining);
            try {
                Optional<RunReport> report = run.getValue().run(log, stop);
                if (report.isEmpty()) {
                    return End.STOPPED;
                }
                results.finished(run.getKey(), report.get());
            } catch (Training.DivergedException | EngineException e) {
                String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                results.failed(run.getKey(), reason);
                log.say("failed: " + reason);
            }
            remaining.next();
            write();
        }
        return results.anyFailed() ? End.SOME_FAILED : End.COMPLETE;
    }

    /** All seeds of the first kind before the second: tables fill with every line early. */
    private Map<RunKey, AblationRun> waiting() throws IOException {
        Map<RunKey, AblationRun> waiting = new LinkedHashMap<>();
        for (long seed : setup.seeds()) {
            for (Map.Entry<String, TrainingConfig> planned : plan.runs().entrySet()) {
                RunKey key = new RunKey(planned.getKey(), seed);
                AblationRun run = new AblationRun(setup, planned.getValue().withSeed(seed), key.below(out),
                        print::accept);
                run.check();
                Optional<RunReport> finished = run.finished();
                finished.ifPresentOrElse(report -> results.finished(key, report), () -> waiting.put(key, run));
            }
        }
        return waiting;
    }

    private Training.Log log(String prefix, RemainingTime remaining) {
        return new Training.Log() {
            @Override
            public void say(String line) {
                print.accept(prefix + line + "; the whole list: " + remaining.left() + " left");
            }

            @Override
            public void at(long done, long steps, double secondsPerStep) {
                remaining.at(done, steps, secondsPerStep);
            }
        };
    }

    private void write() throws IOException {
        new AblationFiles(out).write(results.report());
    }

    /** Writes {@code ablations.json}, {@code ablations.md} and a plot a table; each file is replaced as a whole. */
    record AblationFiles(Path out) {
        private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

        void write(AblationReport report) throws IOException {
            ImageFile.write(out.resolve("ablations.json"), JSON.writeValueAsBytes(report));
            for (GroupReport group : report.groups()) {
                if (!group.measured().isEmpty()) {
                    ImageFile.write(plot(group), ImageFile.png(GroupChart.of(group)));
                }
            }
            ImageFile.write(out.resolve("ablations.md"), MarkdownTables.of(report).getBytes(StandardCharsets.UTF_8));
        }

        private Path plot(GroupReport group) {
            return out.resolve(group.name() + ".png");
        }
    }

    /** Guesses what a list of trainings still takes: those to come as long as those seen so far. */
    static final class RemainingTime {
        private int left;
        private double seconds;
        private int seen;
        private double current;
        private double currentLeft;

        /** @param runs to be trained */
        RemainingTime(int runs) {
            left = runs;
        }

        /** @param done steps of the training under way */
        void at(long done, long steps, double secondsPerStep) {
            current = steps * secondsPerStep;
            currentLeft = (steps - done) * secondsPerStep;
        }

        /** The training under way has ended, well or not. */
        void next() {
            left--;
            if (current > 0) {
                seconds += current;
                seen++;
            }
            current = 0;
            currentLeft = 0;
        }

        /** Such as {@code 1:02:03}; {@code unknown} before the first step. */
        String left() {
            int known = seen + (current > 0 ? 1 : 0);
            if (known == 0) {
                return "unknown";
            }
            int waiting = current > 0 ? left - 1 : left;
            Duration all = Duration.ofSeconds(Math.round(currentLeft + waiting * (seconds + current) / known));
            return "%d:%02d:%02d".formatted(all.toHours(), all.toMinutesPart(), all.toSecondsPart());
        }
    }
}
