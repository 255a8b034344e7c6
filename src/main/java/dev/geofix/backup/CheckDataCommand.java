package dev.geofix.backup;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code check}: whether a data folder holds what it should; exit status 0 when it does, 1 when something is wrong. */
@Command(name = "check", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Reads every tile of a data folder, also of a running service, and names what is wrong and what to do about it.")
public final class CheckDataCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int NAMED = 100;

    @Option(names = "--data", defaultValue = "${env:GEOFIX_DATA:-data}", description = "data folder of the service")
    private Path data = Path.of("");

    @Option(names = "--decode", description = "open every picture too")
    private boolean decode;

    @Option(names = "--json", description = "print the report as JSON, with every finding")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StoreCheck.Report report = new StoreCheck(data, decode).run();
        if (json) {
            out.println(JSON.writeValueAsString(report));
        } else {
            print(report, out);
        }
        out.flush();
        return report.ok() ? 0 : 1;
    }

    private void print(StoreCheck.Report report, PrintWriter out) {
        report.findings().stream().limit(NAMED).forEach(
                finding -> out.printf("%s: %s. %s%n", finding.item(), finding.problem(), finding.wayOut()));
        if (report.findings().size() > NAMED) {
            out.printf("and %d more; --json names all%n", report.findings().size() - NAMED);
        }
        out.printf("%d tiles of %d galleries in %s: %s%n", report.summary().tiles(), report.summary().galleries(), data,
                report.ok() ? "all sound" : report.findings().size() + " findings");
        out.println(Database.ELSEWHERE);
    }
}
