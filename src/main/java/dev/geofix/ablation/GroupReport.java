package dev.geofix.ablation;

import java.util.List;

/**
 * One table and its plot.
 *
 * @param name of the plot's file
 * @param title above both
 */
record GroupReport(String name, String title, List<LineReport> lines) {
    GroupReport {
        lines = List.copyOf(lines);
    }

    List<LineReport> measured() {
        return lines.stream().filter(LineReport::isMeasured).toList();
    }

    /** Of all measured lines, in the order of the first one that has them. */
    List<String> directions() {
        return measured().stream().flatMap(line -> line.directions().stream()).map(DirectionReport::direction)
                .distinct().toList();
    }
}
