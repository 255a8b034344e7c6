package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineThreadsTest {
    /** Cores of a pass, as the engine says on that thread. */
    private static CompletableFuture<Integer> cores(Runnable before) {
        return CompletableFuture.supplyAsync(() -> {
            before.run();
            return JniUtils.getNumThreads();
        }, work -> Thread.ofPlatform().start(work));
    }

    @Test
    void oneThreadHasOneCoreAndThoseThatComeLaterHaveAllOfThem() throws Exception {
        Engine.getInstance();
        int before = JniUtils.getNumThreads();
        try {
            cores(() -> JniUtils.setNumThreads(3)).join();
            assertThat(cores(() -> {}).join()).isEqualTo(3);
            assertThat(cores(EngineThreads::oneOnThisThread).join()).isEqualTo(1);
            assertThat(cores(() -> {
                EngineThreads.oneOnThisThread();
                EngineThreads.oneOnThisThread();
            }).join()).isEqualTo(1);
            assertThat(cores(EngineThreads::allOnThisThread).join()).isEqualTo(3);
        } finally {
            cores(() -> JniUtils.setNumThreads(before)).join();
        }
    }

    @Test
    void passesOnOneCoreRunSideBySideAndOneOnAllOfThemAlone() throws Exception {
        int cores = EngineThreads.perPass();
        CountDownLatch together = new CountDownLatch(cores);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < cores; i++) {
                threads.submit(() -> EngineBulkhead.passOnOneCore(() -> {
                    together.countDown();
                    return await(end);
                }));
            }
            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> whole = CompletableFuture
                    .supplyAsync(() -> EngineBulkhead.pass(() -> end.getCount() == 0), threads);
            Thread.sleep(200);
            assertThat(whole).isNotDone();
            end.countDown();
            assertThat(whole.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            end.countDown();
        }
    }

    private static boolean await(CountDownLatch end) {
        try {
            return end.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
