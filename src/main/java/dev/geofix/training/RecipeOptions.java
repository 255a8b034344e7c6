package dev.geofix.training;

import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how a network is trained. */
final class RecipeOptions {
    @Option(names = "--pairs", description = "places in a batch")
    private int pairs = 24;

    @Option(names = "--steps")
    private long steps = 2000;

    @Option(names = "--epoch-steps", description = "steps between two checkpoints")
    private long epochSteps = 50;

    @Option(names = "--rate", description = "highest learning rate of heads and attention")
    private double rate = 1e-3;

    @Option(names = "--backbone-rate", description = "highest learning rate of the backbone")
    private double backboneRate = 1e-4;

    @Option(names = "--weight-decay")
    private double weightDecay = 0.01;

    @Option(names = "--warm-up", description = "steps")
    private long warmUp = 50;

    @Option(names = "--clip-norm")
    private double clipNorm = 5;

    @Option(names = "--smoothing", description = "label smoothing")
    private double smoothing = 0.1;

    @Option(names = "--temperature", description = "of InfoNCE at the start")
    private double temperature = 0.07;

    @Option(names = "--classification", description = "weight of the part classifiers' cross-entropy")
    private double classification = 0.1;

    @Option(names = "--photometry", description = "strength of light and camera changes, 0 to 1")
    private double photometry = 0.8;

    @Option(names = "--dropout", description = "share of views with blanked rectangles")
    private double dropout = 0.3;

    @Option(names = "--freeze", split = ",", description = "prefixes of parameter names that stay as they are")
    private List<String> frozen = List.of();

    @Option(names = "--seed")
    private long seed = 1;

    TrainingConfig config(NetworkOptions network, PairOptions data) {
        return new TrainingConfig(network.architecture(), network.preprocessing(), seed, pairs, steps, epochSteps, rate,
                backboneRate, weightDecay, warmUp, clipNorm, smoothing, temperature, classification, photometry,
                dropout, frozen, data.names());
    }
}
