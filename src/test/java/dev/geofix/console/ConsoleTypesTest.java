package dev.geofix.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console's modules fit together, and fit the API: its types are made of the description of the API, and the modules are checked against them. Needs
 * {@code npm ci} in {@code config/console} before.
 */
class ConsoleTypesTest {
    /** That it is the service's is {@code ApiDescriptionTest}'s to say. */
    private static final String DESCRIPTION = "docs/api.json";
    private static final Path PROJECT = Path.of("config/console");
    private static final Path TYPES = PROJECT.resolve("api.d.ts");
    private static final Path TOOLS = PROJECT.resolve("node_modules/.bin");

    @BeforeEach
    void needsTools() {
        assumeTrue(Files.exists(TOOLS), "the checks of the console need: npm ci --prefix config/console");
    }

    @Test
    void theTypesAreThoseOfTheApi(@TempDir Path folder) throws Exception {
        Path types = folder.resolve("api.d.ts");
        run("openapi-typescript", DESCRIPTION, "--output", types.toString());
        if ("write".equals(System.getProperty("geofix.docs"))) {
            Files.copy(types, TYPES, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Files.readString(TYPES))
                .as("write it anew with ./mvnw test -Dtest=ConsoleTypesTest -Dgeofix.docs=write")
                .isEqualTo(Files.readString(types));
    }

    @Test
    void theModulesFitTheTypes() throws Exception {
        run("tsc", "--project", PROJECT.resolve("tsconfig.json").toString());
    }

    private static void run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(TOOLS.resolve(tool).toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", tool, output).isZero();
    }
}
