package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import dev.geofix.testing.Api;
import dev.geofix.testing.InDocker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Geofix's own image: built, started as docker-compose.yml has it, asked where the sample photo was taken, and stopped. */
@InDocker
class GeofixImageContainerTest {
    private static final String IMAGE = "geofix:container-test";
    private static final int GRACE_SECONDS = 90;

    @TempDir
    Path folder;

    /** By Docker's own program: the Dockerfile wants BuildKit, which Testcontainers does not speak. */
    @BeforeAll
    static void build() {
        Tool built = Tool.run("docker", "build", "--tag", IMAGE, ".");
        assertThat(built.status()).as(built.output()).isZero();
    }

    @Test
    void itTellsWhereTheSamplePhotoWasTakenAndStopsWhenTold() throws Exception {
        String hashed = Tool.run("docker", "run", "--rm", IMAGE, "keys", "hash", "--name", "me", "--role", "admin")
                .output();
        String key = found("gfx_[0-9a-z]{8}_[A-Za-z0-9_-]{43}", hashed);
        Path keys = Files.writeString(folder.resolve("keys"), found("(?m)^\\S*:me:admin:[0-9a-f]{64}.*$", hashed));
        try (GenericContainer<?> geofix = new GenericContainer<>(IMAGE).withExposedPorts(8080)
                .withEnv("GEOFIX_SECURITY_KEYSFILE", "/run/secrets/keys")
                .withEnv("MANAGEMENT_SERVER_PORT", "9090")
                .withFileSystemBind(keys.toString(), "/run/secrets/keys", BindMode.READ_ONLY)
                .withCreateContainerCmdModifier(command -> command.getHostConfig().withReadonlyRootfs(true))
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(5)))) {
            geofix.start();
            Path photo = folder.resolve("photo.jpg");
            geofix.copyFileFromContainer("/data/demo/photo.jpg", photo.toString());
            Api api = new Api(geofix.getMappedPort(8080));
            assertThat(api.postImage("/api/v1/locate", Files.readAllBytes(photo)).status()).isEqualTo(401);

            Api.Answer answer = api.with("Authorization", "Bearer " + key).postImage("/api/v1/locate",
                    Files.readAllBytes(photo));
            assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
            assertThat(answer.body().path("fix").path("accepted").asBoolean()).as(answer.body().toString()).isTrue();

            DockerClient docker = DockerClientFactory.instance().client();
            docker.stopContainerCmd(geofix.getContainerId()).withTimeout(GRACE_SECONDS).exec();
            assertThat(docker.inspectContainerCmd(geofix.getContainerId()).exec().getState().getExitCodeLong())
                    .as("ended by the signal: %s", geofix.getLogs()).isEqualTo(143);
        }
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }
}
