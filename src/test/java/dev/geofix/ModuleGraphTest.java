package dev.geofix;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A package is a module. This is the whole graph: who may use whom. Nobody uses the application itself, which uses all. */
class ModuleGraphTest {
    private static final String APP = "app";
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("geo", Set.of()),
            Map.entry("platform", Set.of()),
            Map.entry("security", Set.of("platform")),
            Map.entry("jobs", Set.of("platform")),
            Map.entry("vectorindex", Set.of("platform")),
            Map.entry("network", Set.of("platform")),
            Map.entry("imaging", Set.of("geo", "platform")),
            Map.entry("simulator", Set.of("geo", "imaging", "platform")),
            Map.entry("dataset", Set.of("geo", "imaging", "platform")),
            Map.entry("inference", Set.of("network", "imaging", "platform")),
            Map.entry("evaluation",
                    Set.of("calibration", "ingest", "network", "imaging", "geo", "dataset", "jobs", "inference",
                            "verification", "gallery",
                            "locate",
                            "platform")),
            Map.entry("training",
                    Set.of("geo", "network", "imaging", "dataset", "evaluation", "jobs", "inference", "platform")),
            Map.entry("ablation", Set.of("network", "imaging", "dataset", "evaluation", "training", "platform")),
            Map.entry("verification", Set.of("network", "imaging", "geo", "platform")),
            Map.entry("gallery",
                    Set.of("geo", "imaging", "inference", "verification", "vectorindex", "jobs", "platform")),
            Map.entry("locate", Set.of("geo", "imaging", "inference", "verification", "gallery", "platform")),
            Map.entry("ingest",
                    Set.of("geo", "imaging", "inference", "gallery", "jobs", "platform")),
            Map.entry("backup",
                    Set.of("gallery", "imaging", "inference", "jobs", "security", "verification", "vectorindex",
                            "platform")),
            Map.entry("benchmark", Set.of("imaging", "training", "dataset", "network", "vectorindex", "platform")),
            Map.entry("calibration",
                    Set.of("ingest", "geo", "imaging", "inference", "verification", "gallery", "locate", "platform")),
            Map.entry("demo",
                    Set.of("geo", "simulator", "inference", "gallery", "ingest", "locate", "jobs", "platform")));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.geofix");

    @Test
    void everyPackageUsesOnlyWhatTheGraphAllows() {
        Map<String, String> violations = new TreeMap<>();
        for (JavaClass origin : classes) {
            String from = module(origin);
            if (from.equals(APP)) {
                continue;
            }
            assertThat(ALLOWED).as("every package stands in the graph").containsKey(from);
            origin.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.getPackageName().startsWith("dev.geofix")) {
                    return;
                }
                String to = module(target);
                if (!to.equals(from) && !ALLOWED.get(from).contains(to)) {
                    violations.putIfAbsent(from + " -> " + to, dependency.getDescription());
                }
            });
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void thereAreNoCircles() {
        slices().matching("dev.geofix.(**)").should().beFreeOfCycles().check(classes);
    }

    private static String module(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return names.length > 2 ? names[2] : "";
    }
}
