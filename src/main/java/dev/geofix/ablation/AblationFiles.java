package dev.geofix.ablation;

import dev.geofix.imaging.ImageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code ablations.json}, {@code ablations.md} and a plot a table; each file is replaced as a whole. */
record AblationFiles(Path out) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(AblationReport report) throws IOException {
        ImageFile.write(out.resolve("ablations.json"), JSON.writeValueAsBytes(report));
        for (GroupReport group : report.groups()) {
            if (!group.measured().isEmpty()) {
                ImageFile.write(plot(group), ImageFile.png(GroupChart.of(group)));
            }
        }
        ImageFile.write(out.resolve("ablations.md"), MarkdownTables.of(report).getBytes(StandardCharsets.UTF_8));
    }

    private Path plot(GroupReport group) {
        return out.resolve(group.name() + ".png");
    }
}
