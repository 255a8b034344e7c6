package dev.geofix.kill;

import dev.geofix.inference.ModelOnDisk;
import dev.geofix.locate.ExactLocate;
import dev.geofix.testing.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Kills the service at random moments while clients put, delete, import and reindex, starts it again, and checks that nothing acknowledged is
 * lost, nothing deleted is back, and every answer is that of an exact search over the store.
 */
final class KillHarness {
    private static final int MOST_MILLIS = 5000;

    private KillHarness() {}

    /** @param faults empty when all is well */
    record Result(int rounds, Counts counts, List<String> faults) {}

    /** @param args rounds, seed, folder for data and logs */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        Path folder = args.length > 2 ? Files.createDirectories(Path.of(args[2])) : Files.createTempDirectory("kill");
        long began = System.nanoTime();
        Result result = run(folder, rounds, seed, System.out::println);
        result.faults().forEach(System.out::println);
        System.out.printf("%d kills in %.0f s, seed %d: %d faults; %s%n", rounds, (System.nanoTime() - began) / 1e9,
                seed,
                result.faults().size(), result.counts());
        System.exit(result.faults().isEmpty() ? 0 : 1);
    }

    static Result run(Path folder, int rounds, long seed, Consumer<String> progress)
            throws Exception {
        Path data = folder.resolve("data").toAbsolutePath();
        Path models = data.resolve("models");
        Random random = new Random(seed);
        Ledger ledger = new Ledger();
        Counts counts = new Counts();
        AtomicInteger pictures = new AtomicInteger();
        List<String> faults = new ArrayList<>();
        try (ModelOnDisk one = ModelOnDisk.open(TinyModel.write(models.resolve("tiny-1")));
                ModelOnDisk two = ModelOnDisk.open(TinyModel.write(models.resolve("tiny-2")))) {
            Files.writeString(models.resolve("active"), "tiny-1");
            Map<String, ExactLocate> exact = Map.of("tiny-1", new ExactLocate(one.encoder()), "tiny-2",
                    new ExactLocate(two.encoder()));
            for (int round = 0; round <= rounds && faults.isEmpty(); round++) {
                Path log = folder.resolve("round-" + round + ".log");
                try (Killable service = Killable.start(data, log)) {
                    if (round == 0) {
                        service.api().put(Clients.GALLERY);
                    }
                    for (String fault : new Verification(service.api(), data, exact).run(ledger, counts, random)) {
                        faults.add("round " + round + ": " + fault);
                    }
                    if (round < rounds) {
                        killDuring(new Clients(service.api(), data, ledger, counts, pictures, random.nextLong(), round),
                                service, random.nextInt(MOST_MILLIS));
                    }
                }
                progress.accept("round " + round + ": " + counts);
                if (faults.isEmpty()) {
                    Files.deleteIfExists(log);
                }
            }
        }
        return new Result(rounds, counts, faults);
    }

    private static void killDuring(Clients clients, Killable service, int millis) throws InterruptedException {
        List<Thread> threads = clients.start();
        Thread.sleep(millis);
        service.process().kill();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }
}
