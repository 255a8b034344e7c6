package dev.geofix.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends inputs over a few connections and notes what came back. */
final class FuzzRun {
    private static final int CONNECTIONS = 6;
    private static final int SHOWN = 600;
    private static final int RESTOCK = 100;

    private final int port;
    private final Inputs inputs;
    private final Verdict verdict;
    private final Runnable restock;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, Map<Integer, Integer>> counts = new ConcurrentHashMap<>();

    /** @param restock called now and then: inputs delete what later ones could be about */
    FuzzRun(int port, Inputs inputs, Verdict verdict, Runnable restock) {
        this.port = port;
        this.inputs = inputs;
        this.verdict = verdict;
        this.restock = restock;
    }

    /** What was wrong, each with the number of its input. */
    Queue<String> faults() {
        return faults;
    }

    /** How many answers of each status each route gave. */
    Map<String, Map<Integer, Integer>> counts() {
        return new TreeMap<>(counts);
    }

    void send(int from, int to) {
        AtomicInteger next = new AtomicInteger(from);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.submit(() -> {
                    try (RawClient client = new RawClient(port)) {
                        for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                            if (number % RESTOCK == 0) {
                                restock.run();
                            }
                            one(client, inputs.get(number));
                        }
                    }
                    return null;
                });
            }
        }
    }

    private void one(RawClient client, Inputs.Input input) {
        try {
            RawClient.Answer answer = client.send(input.whole(), input.method().equals("HEAD"));
            counts.computeIfAbsent(input.route().title(), route -> new ConcurrentHashMap<>()).merge(answer.status(), 1,
                    Integer::sum);
            String wrong = verdict.on(input, answer);
            if (wrong != null) {
                fault(input, wrong);
            }
        } catch (IOException | RuntimeException e) {
            fault(input, e.toString());
        }
    }

    private void fault(Inputs.Input input, String wrong) {
        String request = new String(input.whole(), StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n").replaceAll("[^\\n -~]", "~");
        faults.add("input " + input.number() + " (" + input.route().title() + "): "
                + wrong.substring(0, Math.min(SHOWN, wrong.length())) + "\n"
                + request.substring(0, Math.min(SHOWN, request.length())) + "\n");
    }
}
