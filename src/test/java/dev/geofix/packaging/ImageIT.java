package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each step of the Dockerfile, done outside of Docker with the built jar: unpacking, layers, AOT cache, start, health, stop. */
@EnabledOnOs(OS.LINUX)
class ImageIT {
    private static ImageFolder image;

    @BeforeAll
    static void unpack() throws IOException {
        image = ImageFolder.make();
        image.succeed("docker/aot.sh", image.app().toString());
    }

    @AfterAll
    static void delete() throws IOException {
        if (image != null) {
            image.close();
        }
    }

    @Test
    void theEngineLiesInALayerOfItsOwnAndInNoJar() throws IOException {
        Path layers = image.root().resolve("layers");

        assertThat(ImageFolder.files(layers.resolve("natives"))).contains("natives/torch/libtorch_cpu.so",
                "natives/torch/libdjl_torch.so", "natives/libsqlitejdbc.so", "natives/libjnidispatch.so",
                "natives/torch/pytorch.properties").allMatch(file -> file.startsWith("natives/"));
        assertThat(ImageFolder.files(layers.resolve("dependencies"))).allMatch(file -> file.endsWith(".jar"))
                .noneMatch(file -> file.contains("pytorch-native") || file.contains("pytorch-jni"));
        assertThat(ImageFolder.files(layers.resolve("application"))).containsExactly("geofix.jar");
        try (JarFile jar = new JarFile(layers.resolve("application/geofix.jar").toFile())) {
            assertThat(jar.stream().map(Object::toString)).noneMatch(name -> name.matches(".*\\.(so|jar)(\\..*)?"));
        }
    }

    @Test
    void itStartsFromItsCacheWithoutWritingButToDataAndTmpAndStopsWhenTold() throws Exception {
        Files.writeString(image.keys(), "");
        List<String> before = ImageFolder.files(image.app());
        Path log = image.root().resolve("log");
        assertThat(image.health("liveness")).isNotZero();

        Process service = image.start(log, "--geofix.demo.ground-meters=400", "--geofix.demo.overlap=0",
                "--geofix.demo.side=3");
        try {
            await(service, log);
            assertThat(image.health("liveness")).isZero();
            assertThat(image.health("nonsense")).isNotZero();
            assertThat(new Api(image.port()).get("/api/v1/galleries").status()).as("nobody without a key")
                    .isEqualTo(401);
            assertThat(new Api(image.management()).get("/actuator/metrics").status()).isEqualTo(200);
            assertThat(ImageFolder.files(image.app())).isEqualTo(before);
            assertThat(ImageFolder.files(image.tmp())).as("nothing is unpacked at the start").isEmpty();
            assertThat(ImageFolder.files(image.data())).contains("geofix.db");
        } finally {
            service.destroy();
        }

        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).as("ended by the signal").isEqualTo(143);
        assertThat(Files.readString(log)).contains("Graceful shutdown complete");
        assertThat(image.health("readiness")).isNotZero();
    }

    @Test
    void aCommandRunsByTheSameEntryPoint() throws Exception {
        Path log = image.root().resolve("hashed");

        Process command = image.start(log, "keys", "hash", "--name", "me", "--role", "admin");

        assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isZero();
        assertThat(Files.readString(log)).containsPattern("me:admin:[0-9a-f]{64}");
    }

    private static void await(Process service, Path log) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        while (image.health("readiness") != 0) {
            assertThat(service.isAlive()).as(Files.readString(log)).isTrue();
            assertThat(Instant.now()).as(Files.readString(log)).isBefore(end);
            Thread.sleep(200);
        }
    }
}
