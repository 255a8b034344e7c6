package dev.geofix.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Photos asked for by a number of clients at once.
 *
 * @param seconds from the first request to the last answer
 */
record PhotoLoad(List<PhotoClient.Answer> answers, double seconds) {
    /** Each of so many clients asks again as soon as it has its answer. */
    static PhotoLoad closed(PhotoClient client, int width, int count) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<PhotoClient.Answer> answers = new ArrayList<>();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(width)) {
            List<Future<List<PhotoClient.Answer>>> all = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                all.add(threads.submit(() -> {
                    List<PhotoClient.Answer> own = new ArrayList<>();
                    for (int k = next.getAndIncrement(); k < count; k = next.getAndIncrement()) {
                        own.add(client.ask(k));
                    }
                    return own;
                }));
            }
            for (Future<List<PhotoClient.Answer>> part : all) {
                answers.addAll(part.get());
            }
        }
        return new PhotoLoad(answers, (System.nanoTime() - start) / 1e9);
    }

    /** Clients come at a rate, whether those before them have their answers or not. One that is not answered at all counts with status 0. */
    static PhotoLoad open(PhotoClient client, double rate, Duration time) throws Exception {
        int count = (int) Math.ceil(rate * time.toMillis() / 1000);
        List<Future<PhotoClient.Answer>> all = new ArrayList<>(count);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                TimeUnit.NANOSECONDS.sleep(start + (long) (i * 1e9 / rate) - System.nanoTime());
                all.add(threads.submit(() -> {
                    try {
                        return client.ask(number);
                    } catch (IOException e) {
                        return new PhotoClient.Answer(0, new double[1 + PhotoClient.STAGES.size()]);
                    }
                }));
            }
            List<PhotoClient.Answer> answers = new ArrayList<>(count);
            for (Future<PhotoClient.Answer> one : all) {
                answers.add(one.get());
            }
            return new PhotoLoad(answers, (System.nanoTime() - start) / 1e9);
        }
    }

    long served() {
        return answers.stream().filter(PhotoClient.Answer::isServed).count();
    }

    double servedPerSecond() {
        return served() / seconds;
    }

    /** Milliseconds of the photos that were answered: of the whole request (0) or of a stage (from 1 on). */
    double[] millis(int column) {
        return answers.stream().filter(PhotoClient.Answer::isServed).mapToDouble(answer -> answer.millis()[column])
                .toArray();
    }

    /** Answers by status. */
    Map<Integer, Long> statuses() {
        return answers.stream().collect(
                Collectors.groupingBy(PhotoClient.Answer::status, TreeMap::new, Collectors.counting()));
    }
}
