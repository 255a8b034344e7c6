package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.app.Geofix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartScriptTest {
    /** {@code keys hash > keys} is how the documentation makes a file of keys. */
    @Test
    void whatTheJvmHasToSayOfACacheOfAnotherJavaStaysOutOfWhatACommandPrints(@TempDir Path app) throws Exception {
        Path script = Files.createDirectories(app.resolve("bin")).resolve("geofix");
        Files.copy(Path.of("docker/bin/geofix"), script, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(app.resolve("geofix.aot"), "made by another Java");
        program(app.resolve("geofix.jar"));
        Path said = app.resolve("said");
        ProcessBuilder command = new ProcessBuilder(script.toString(), "keys", "hash", "--name", "a", "--role", "admin")
                .redirectError(said.toFile());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("GEOFIX_NATIVES", " ");

        Process process = command.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        assertThat(printed).matches("a:admin:[0-9a-f]{64}\\R");
        assertThat(said).content().contains("AOT cache", "gfx_");
    }

    private static void program(Path jar) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Geofix.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Arrays.stream(classPath.split(":"))
                .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
}
