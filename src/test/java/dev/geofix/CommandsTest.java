package dev.geofix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void settingsStartTheService() {
        assertThat(Commands.wanted(new String[0])).isFalse();
        assertThat(Commands.wanted(new String[]{"--server.port=9000"})).isFalse();
        assertThat(Commands.wanted(new String[]{"train"})).isTrue();
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("Usage: geofix", "simulate");
    }

    @Test
    void refusesAnUnknownCommandAndShowsTheUsage() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(err.toString()).contains("fly", "Usage: geofix");
    }

    private int run(String... args) {
        return Commands.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
