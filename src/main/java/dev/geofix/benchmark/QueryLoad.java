package dev.geofix.benchmark;

import dev.geofix.platform.Quantiles;
import dev.geofix.vectorindex.Hit;
import dev.geofix.vectorindex.SearchPlanner;
import dev.geofix.vectorindex.VectorIndex;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks an index the same queries in different ways. Where other work shares the processors, compare the CPU time. */
record QueryLoad(VectorIndex index, float[][] queries, ExactNeighbours truth, int k, Duration most) {
    static final String HEADER = "| way | recall@10 | CPU ms a query | queries/s, 1 thread | p50 ms | p99 ms | queries/s, 2 threads | p50 ms | p99 ms |\n"
            + "|---|---|---|---|---|---|---|---|---|";

    private record Run(List<List<Hit>> found, double[] millis, double seconds, double cpuSeconds) {}

    void print(PrintWriter out, String name, SearchPlanner planner) throws Exception {
        run(planner, 1, Duration.ofMillis(most.toMillis() / 10));
        Run alone = run(planner, 1, most);
        Run both = run(planner, 2, most);
        out.printf(Locale.ROOT, "| %s | %.4f | %.2f | %s | %s |%n", name, truth.recall(alone.found()),
                1000 * alone.cpuSeconds() / alone.found().size(), figures(alone),
                figures(both));
        out.flush();
    }

    private static String figures(Run run) {
        return String.format(Locale.ROOT, "%.0f | %.2f | %.2f", run.millis().length / run.seconds(),
                Quantiles.of(run.millis(), 0.5), Quantiles.of(run.millis(), 0.99));
    }

    private Run run(SearchPlanner planner, int threads, Duration longest) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<List<Hit>> found = new ArrayList<>(Collections.nCopies(queries.length, List.of()));
        double[] millis = new double[queries.length];
        double cpu = ProcessMemory.cpuSeconds();
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(pool.submit(() -> {
                    while (System.nanoTime() - start < longest.toNanos()) {
                        int query = next.getAndIncrement();
                        if (query >= queries.length) {
                            return;
                        }
                        long begun = System.nanoTime();
                        found.set(query, index.search(queries[query], k, null, planner));
                        millis[query] = (System.nanoTime() - begun) / 1e6;
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        int asked = Math.min(next.get(), queries.length);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Run(found.subList(0, asked), Arrays.copyOf(millis, asked), seconds,
                ProcessMemory.cpuSeconds() - cpu);
    }
}
