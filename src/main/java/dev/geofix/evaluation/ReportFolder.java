package dev.geofix.evaluation;

import dev.geofix.imaging.ImageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what an evaluation found: {@code report.md}, {@code retrieval.png} and {@code coverage.png} (with several sets
 * {@code retrieval-<set>.png} and so on), and last {@code report.json}: a folder that has it is complete. Every file is moved into its place whole.
 */
final class ReportFolder {
    static final String REPORT = "report.json";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    /** Takes away what an earlier evaluation left there. */
    ReportFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(REPORT));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches("report\\.md|(retrieval|coverage)(-.*)?\\.png")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** @param figures shows these rankings, of one method */
    void write(EvaluationReport report, String method, List<SetRanking> figures) throws IOException {
        Map<String, List<SetRanking>> groups = new LinkedHashMap<>();
        Protocol protocol = report.settings().protocols().getFirst();
        figures.stream().filter(ranking -> ranking.protocol() == protocol).forEach(ranking -> groups
                .computeIfAbsent(ranking.set().group(), group -> new ArrayList<>()).add(ranking));
        StringBuilder images = new StringBuilder();
        if (report.settings().examples() > 0) {
            for (Map.Entry<String, List<SetRanking>> group : groups.entrySet()) {
                String file = name("retrieval", group.getKey(), groups.size());
                ImageFile.write(folder.resolve(file), ImageFile.png(RetrievalFigure.of(method, group.getValue(),
                        report.settings().examples(), report.settings().seed())));
                images.append("\n![Queries and first matches, ").append(group.getKey()).append("](").append(file)
                        .append(")\n");
            }
        }
        for (String group : groups.keySet()) {
            plot(report, group, groups.size(), images);
        }
        String markdown = MarkdownReport.of(report) + images;
        ImageFile.write(folder.resolve("report.md"), markdown.getBytes(StandardCharsets.UTF_8));
        ImageFile.write(folder.resolve(REPORT), JSON.writeValueAsBytes(report));
    }

    private void plot(EvaluationReport report, String group, int groups, StringBuilder images) throws IOException {
        CoveragePlot plot = new CoveragePlot(group);
        boolean any = false;
        for (MethodReport method : report.methods()) {
            for (SetReport set : method.sets()) {
                if (set.group().equals(group) && set.metres() != null
                        && set.protocol() == report.settings().protocols().getFirst()) {
                    plot.add(MarkdownReport.name(method), set.metres());
                    any = true;
                }
            }
        }
        if (any) {
            String file = name("coverage", group, groups);
            ImageFile.write(folder.resolve(file), ImageFile.png(plot.image()));
            images.append("\n![Error and coverage, ").append(group).append("](").append(file).append(")\n");
        }
    }

    private static String name(String kind, String group, int groups) {
        String part = group.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return groups == 1 ? kind + ".png" : kind + "-" + part + ".png";
    }
}
