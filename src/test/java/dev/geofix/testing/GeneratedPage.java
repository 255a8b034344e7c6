package dev.geofix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that is made by its test; {@code -Dgeofix.docs=write} writes it instead of comparing it. */
public final class GeneratedPage {
    private GeneratedPage() {}

    public static void check(Path page, String text, Class<?> test) throws IOException {
        if ("write".equals(System.getProperty("geofix.docs"))) {
            Files.writeString(page, text);
        }
        assertThat(page).as("made of the code: ./mvnw test -Dtest=%s -Dgeofix.docs=write writes it anew",
                test.getSimpleName()).content().isEqualTo(text);
    }
}
