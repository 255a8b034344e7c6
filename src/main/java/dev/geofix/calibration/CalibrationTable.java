package dev.geofix.calibration;

import dev.geofix.inference.Calibration;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Calibration and its reports as Markdown. */
final class CalibrationTable {
    private CalibrationTable() {}

    static void print(PrintWriter out, Calibration fitted, Map<String, CalibrationReport> columns) {
        Collection<CalibrationReport> reports = columns.values();
        out.println("| figure | " + String.join(" | ", columns.keySet()) + " |");
        out.println("|---|" + "---:|".repeat(columns.size()));
        for (String name : names(reports)) {
            out.println("| " + name + " | " + reports.stream()
                    .map(report -> Objects.toString(report.figures().get(name), "–"))
                    .collect(Collectors.joining(" | ")) + " |");
        }
        out.println();
        out.println(fitted);
        if (fitted.threshold() == 1) {
            out.println(
                    "No confidence gives the wanted precision, so nothing is accepted. Calibrate with a better model, "
                            + "more photos or a lower --precision.");
        }
    }

    private static Collection<String> names(Collection<CalibrationReport> reports) {
        return reports.stream().flatMap(report -> report.figures().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
