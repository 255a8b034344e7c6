package dev.geofix.packaging;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** What Helm makes of the chart with some values. */
record Chart(List<HasMetadata> manifests) {
    static final Path FOLDER = Path.of("helm/geofix");
    static final String NAMESPACE = "maps";
    private static final Path VALUES = Path.of("src/test/resources/dev/geofix/packaging/values");

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** @param values name of a file beside this test */
    static Chart of(String values) {
        return of(values, Map.of());
    }

    /** @param changed values that are given otherwise than in the file */
    static Chart of(String values, Map<String, Object> changed) {
        TemplateCommand command = command().withValuesFile(VALUES.resolve(values + ".yaml"));
        changed.forEach(command::set);
        return new Chart(StrictManifests.read(command.call()));
    }

    static Chart ofFile(Path values) {
        return new Chart(StrictManifests.read(command().withValuesFile(values).call()));
    }

    static Chart with(Map<String, Object> settings) {
        TemplateCommand command = command();
        settings.forEach(command::set);
        return new Chart(StrictManifests.read(command.call()));
    }

    /** With helm's tests among the manifests, which are hooks and else left out: in a copy of the chart they are none. */
    static Chart withTests(Path copy) throws IOException {
        FileSystemUtils.copyRecursively(FOLDER, copy);
        Path test = copy.resolve("templates/tests/ready.yaml");
        Files.writeString(test, Files.readString(test).replaceAll("(?m)^.*helm.sh/hook.*\\R", ""));
        return new Chart(StrictManifests.read(command(copy).call()));
    }

    private static TemplateCommand command() {
        return command(FOLDER);
    }

    private static TemplateCommand command(Path folder) {
        return new Helm(folder).template().withName("town").withNamespace(NAMESPACE);
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return manifests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T only(Class<T> type, String name) {
        return all(type).stream().filter(manifest -> manifest.getMetadata().getName().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
    }
}
