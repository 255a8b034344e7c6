package dev.geofix.platform;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs tasks that write files on a number of threads and reports each one done; the first failure stops the rest. */
public final class ParallelTasks {
    private ParallelTasks() {}

    public static void run(List<Callable<Void>> tasks, int threads, Progress progress) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
        try {
            ExecutorCompletionService<Void> completed = new ExecutorCompletionService<>(pool);
            tasks.forEach(completed::submit);
            for (int done = 1; done <= tasks.size(); done++) {
                completed.take().get();
                progress.step(done, tasks.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before all files were written", e);
        } catch (ExecutionException e) {
            throw new IOException("a file could not be written: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
            pool.close();
        }
    }
}
