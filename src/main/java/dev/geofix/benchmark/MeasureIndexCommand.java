package dev.geofix.benchmark;

import dev.geofix.platform.NpyFile;
import dev.geofix.platform.UserException;
import dev.geofix.vectorindex.IndexStamp;
import dev.geofix.vectorindex.VectorIndex;
import dev.geofix.vectorindex.SearchPlanner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code measure-index}: what an index costs to build, keep, load and ask, and how much it finds. */
@Command(name = "measure-index", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Builds an index over vectors grown from real ones and measures it.")
public final class MeasureIndexCommand implements Callable<Integer> {
    @Option(names = "--base", required = true, description = "NumPy matrix of real descriptors, as 'embed' writes it")
    private Path base = Path.of(".");

    @Option(names = "--vectors", description = "how many to grow from them")
    private int vectors = 20_000;

    @Option(names = "--queries", description = "how many to ask for")
    private int queries = 200;

    @Option(names = "--seed")
    private long seed = 1;

    @Option(names = "--index", required = true, description = "folder of the index; what an earlier run has built there of the same vectors is taken over")
    private Path folder = Path.of(".");

    @Option(names = "--export", description = "folder for vectors.npy, queries.npy and truth.npy, for other libraries to read")
    private @Nullable Path export;

    @Option(names = "--seconds", description = "at most so long for each row")
    private int seconds = 20;

    @Option(names = "--breadths", split = ",", description = "also asks the graph at these breadths, with a comma between them")
    private List<Integer> breadths = List.of();

    @Option(names = "--candidates", split = ",", description = "and re-ranks so many of what it found (default: ${DEFAULT-VALUE})")
    private List<Integer> candidates = List.of(100);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final int K = 10;
    private static final SearchPlanner EXACT = new SearchPlanner(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 1);
    private static final SearchPlanner SCAN = new SearchPlanner(64, Integer.MAX_VALUE, 1, 1e9);
    private static final SearchPlanner GRAPH = SearchPlanner.DEFAULT.askingTheGraph();

    @Override
    public Integer call() throws Exception {
        if (vectors < 1 || queries < 1) {
            throw new UserException("--vectors and --queries must be at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        GrownVectors grown = new GrownVectors(NpyFile.read(base), seed);
        float[][] asked = IntStream.range(0, queries).mapToObj(i -> grown.query(i, vectors)).toArray(float[][]::new);
        ExactNeighbours truth = truth(grown, asked, out);
        long before = ProcessMemory.heapInUse();
        out.printf(Locale.ROOT, "%d vectors of %d values, %d queries; heap before %d MB%n", vectors, grown.dimension(),
                queries, before >> 20);
        IndexStamp stamp = new IndexStamp("grown from " + base.getFileName() + " by " + seed, "measured",
                grown.dimension());
        try (ExecutorService background = Executors.newSingleThreadExecutor()) {
            build(grown, stamp, background, out);
            long start = System.nanoTime();
            try (VectorIndex index = VectorIndex.open(folder, stamp, grown.source(vectors), background)) {
                out.printf(Locale.ROOT, "load: %.2f s; %d of %d in the graph%n", since(start), index.covered(),
                        index.size());
                long held = ProcessMemory.heapInUse() - before;
                out.printf(Locale.ROOT,
                        "memory: heap %d MB, %d bytes a vector (own estimate %d); resident %s; files %d MB%n",
                        held >> 20, held / vectors, index.bytes() / vectors, ProcessMemory.resident(), files() >> 20);
                QueryLoad load = new QueryLoad(index, asked, truth, K, Duration.ofSeconds(seconds));
                out.println(QueryLoad.HEADER);
                load.print(out, "graph + re-rank", GRAPH);
                load.print(out, "bit scan + re-rank", SCAN);
                load.print(out, "exact scan (int8)", EXACT);
                for (int most : candidates) {
                    for (int breadth : breadths) {
                        if (breadth >= most) {
                            load.print(out, "graph " + breadth + ", re-rank " + most, GRAPH.atBreadth(most, breadth));
                        }
                    }
                }
                out.println("resident at the end: " + ProcessMemory.resident());
            }
        }
        out.flush();
        return 0;
    }

    private ExactNeighbours truth(GrownVectors grown, float[][] asked, PrintWriter out) throws IOException {
        ExactNeighbours truth = new ExactNeighbours(asked, K);
        if (export == null) {
            ExactNeighbours.each(vectors, out, i -> truth.see(i, grown.vector(i)));
            return truth;
        }
        Files.createDirectories(export);
        try (NpyFile.Writer all = NpyFile.floats(export.resolve("vectors.npy"), vectors, grown.dimension())) {
            ExactNeighbours.each(vectors, out, i -> {
                float[] vector = grown.vector(i);
                all.write(vector);
                truth.see(i, vector);
            });
        }
        try (NpyFile.Writer matrix = NpyFile.floats(export.resolve("queries.npy"), queries, grown.dimension());
                NpyFile.Writer nearest = NpyFile.integers(export.resolve("truth.npy"), queries, Math.min(K, vectors))) {
            for (int i = 0; i < queries; i++) {
                matrix.write(asked[i]);
                nearest.write(truth.nearest(i));
            }
        }
        return truth;
    }

    /** Until the graph covers all; killed, it goes on from its last snapshot. */
    private void build(GrownVectors grown, IndexStamp stamp, ExecutorService background, PrintWriter out)
            throws InterruptedException {
        long start = System.nanoTime();
        double cpu = ProcessMemory.cpuSeconds();
        VectorIndex index = VectorIndex.open(folder, stamp, grown.source(vectors), background);
        out.printf(Locale.ROOT, "table: %.1f s%n", since(start));
        out.flush();
        int first = index.covered();
        long begun = System.nanoTime();
        long next = begun;
        while (index.covered() < index.size() && index.size() >= SearchPlanner.DEFAULT.graphFrom()) {
            Thread.sleep(50);
            if (System.nanoTime() - next > 10_000_000_000L) {
                next = System.nanoTime();
                int done = index.covered();
                out.printf(Locale.ROOT, "graph: %d of %d, %.0f s left%n", done, index.size(),
                        since(begun) * (index.size() - done) / Math.max(1, done - first));
                out.flush();
            }
        }
        out.printf(Locale.ROOT, "build: %.1f s, %.1f CPU seconds; resident %s%n", since(start),
                ProcessMemory.cpuSeconds() - cpu, ProcessMemory.resident());
        long saving = System.nanoTime();
        index.close(Duration.ofMinutes(10));
        out.printf(Locale.ROOT, "save: %.2f s%n", since(saving));
        out.flush();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
