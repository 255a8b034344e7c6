package dev.geofix.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown, made row by row. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(List<String> columns) {
        row(columns);
        row(Collections.nCopies(columns.size(), "---"));
    }

    void row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
