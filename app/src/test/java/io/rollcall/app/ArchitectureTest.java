package io.rollcall.app;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.rollcall.jobs.clean.CleanJob;
import io.rollcall.kafka.KafkaSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Which package may import which. The modules of the product meet through Kafka topics; only the app imports them all. */
@AnalyzeClasses(packages = "io.rollcall", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.rollcall.";

    /** Every package, and the packages that it may import. A package imports only packages above it, so no cycle exists. */
    private static final Map<String, List<String>> MAY_IMPORT = mayImport();

    private static Map<String, List<String>> mayImport() {
        Map<String, List<String>> may = new LinkedHashMap<>();
        may.put("model", List.of());
        may.put("model.text", List.of());
        may.put("model.process", List.of());
        may.put("model.login", List.of("model.text"));
        may.put("model.stats", List.of("model.text"));
        may.put("model.settings", List.of("model.text", "model.login", "model.stats"));
        may.put("model.progress", List.of("model.text", "model.stats", "model.settings"));
        may.put("model.health", List.of("model.text", "model.progress", "model.settings"));
        may.put("kafka", List.of("model.settings"));
        may.put("kafka.newest", List.of("model.text", "model.login", "model.settings", "kafka"));
        may.put("testkit", List.of());
        may.put("testkit.oracle", List.of("model.text", "model.login", "model.stats", "model.settings", "kafka"));
        may.put("producer", List.of("model.text", "model.login", "model.settings", "kafka"));

        may.put("jobs.spark", List.of("model.login", "model.settings", "kafka"));
        may.put("jobs.checkpoint", List.of("model.text", "model.process", "model.progress", "model.settings"));
        may.put("jobs.progress", List.of("model.text", "model.progress", "model.settings", "kafka", "jobs.checkpoint"));
        may.put("jobs.tally", List.of("model.login", "model.stats", "jobs.progress"));
        may.put("jobs.input", List.of("model.settings", "kafka", "jobs.checkpoint"));
        may.put(
                "jobs.rebuild",
                List.of("model.text", "model.stats", "model.progress", "model.settings", "kafka", "jobs.checkpoint"));
        may.put(
                "jobs.reset",
                List.of(
                        "model.text",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "kafka",
                        "jobs.checkpoint",
                        "jobs.rebuild"));
        may.put(
                "jobs",
                List.of(
                        "model.process",
                        "model.settings",
                        "kafka",
                        "jobs.spark",
                        "jobs.checkpoint",
                        "jobs.input",
                        "jobs.progress"));
        may.put(
                "jobs.clean",
                List.of(
                        "model.text",
                        "model.login",
                        "model.progress",
                        "model.settings",
                        "kafka",
                        "jobs",
                        "jobs.spark",
                        "jobs.checkpoint"));
        may.put(
                "jobs.stats",
                List.of(
                        "model.login",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "kafka",
                        "jobs",
                        "jobs.spark",
                        "jobs.checkpoint",
                        "jobs.progress",
                        "jobs.tally",
                        "jobs.rebuild"));
        may.put(
                "jobs.submit",
                List.of(
                        "model.process",
                        "model.settings",
                        "kafka",
                        "jobs",
                        "jobs.spark",
                        "jobs.checkpoint",
                        "jobs.reset",
                        "jobs.clean",
                        "jobs.stats"));

        may.put("dashboard", List.of());
        may.put("dashboard.history", List.of("model.stats"));
        may.put(
                "dashboard.board",
                List.of(
                        "model.text",
                        "model.login",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "dashboard.history"));
        may.put(
                "dashboard.feed",
                List.of(
                        "model.text",
                        "model.login",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "kafka",
                        "kafka.newest",
                        "dashboard.board"));
        may.put(
                "dashboard.health",
                List.of(
                        "model.text",
                        "model.settings",
                        "model.progress",
                        "model.health",
                        "dashboard.history",
                        "dashboard.board",
                        "dashboard.feed"));
        may.put(
                "dashboard.stream",
                List.of(
                        "model.text",
                        "model.stats",
                        "model.progress",
                        "dashboard.board",
                        "dashboard.feed",
                        "dashboard.health"));
        may.put(
                "dashboard.http",
                List.of(
                        "model.text",
                        "model.process",
                        "model.login",
                        "model.stats",
                        "model.settings",
                        "kafka",
                        "kafka.newest",
                        "dashboard.history",
                        "dashboard.board",
                        "dashboard.feed",
                        "dashboard.health",
                        "dashboard.stream"));

        may.put("simulation.broker", List.of());
        may.put(
                "simulation.pipeline",
                List.of(
                        "model.text",
                        "model.login",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "jobs.checkpoint",
                        "jobs.progress",
                        "jobs.tally",
                        "dashboard.board",
                        "simulation.broker"));
        may.put(
                "simulation.check",
                List.of(
                        "model.stats",
                        "model.settings",
                        "jobs.tally",
                        "dashboard.history",
                        "dashboard.board",
                        "simulation.broker",
                        "simulation.pipeline"));
        may.put(
                "simulation",
                List.of(
                        "model.login",
                        "model.progress",
                        "model.settings",
                        "jobs.tally",
                        "simulation.broker",
                        "simulation.pipeline",
                        "simulation.check"));

        may.put("app.terminal", List.of("model.text"));
        may.put("app.broker", List.of("model.process", "model.settings"));
        may.put("app.tail", List.of("model.text", "model.stats", "model.settings", "kafka"));
        may.put(
                "app.status",
                List.of("model.text", "model.settings", "model.progress", "model.health", "kafka", "app.tail"));
        may.put(
                "app.pipeline",
                List.of(
                        "model.process",
                        "model.progress",
                        "model.settings",
                        "kafka",
                        "producer",
                        "jobs",
                        "jobs.spark",
                        "jobs.clean",
                        "jobs.stats",
                        "dashboard.http",
                        "app.broker"));
        may.put("app.options", List.of("model.settings", "producer", "app.terminal", "app.tail"));
        may.put(
                "app.command",
                List.of(
                        "model.text",
                        "model.process",
                        "model.progress",
                        "model.health",
                        "model.settings",
                        "kafka",
                        "kafka.newest",
                        "producer",
                        "jobs.spark",
                        "jobs.checkpoint",
                        "jobs.reset",
                        "app.terminal",
                        "app.broker",
                        "app.tail",
                        "app.options",
                        "app.status",
                        "app.pipeline"));
        may.put("app", List.of("app.command"));
        // Limits of the machine arrive as errors of any library.
        for (String from : List.of("jobs.checkpoint", "jobs")) {
            may.put(from, concat(may.get(from), "model.process"));
        }
        return may;
    }

    @ArchTest
    static final ArchRule packagesImportOnlyWhatTheTableAllows = classes()
            .should(new ArchCondition<>("obey the table") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    String from = name(type);
                    List<String> allowed = MAY_IMPORT.get(from);
                    if (allowed == null) {
                        events.add(SimpleConditionEvent.violated(
                                type, "the package of " + type.getName() + " is not in the table"));
                        return;
                    }
                    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                        JavaClass target = dependency.getTargetClass().getBaseComponentType();
                        String to = name(target);
                        if (target.getPackageName().startsWith(ROOT) && !to.equals(from) && !allowed.contains(to)) {
                            events.add(SimpleConditionEvent.violated(
                                    dependency, from + " imports " + to + ": " + dependency.getDescription()));
                        }
                    }
                }
            });

    @ArchTest
    static void theTableHasNoCycle(com.tngtech.archunit.core.domain.JavaClasses any) {
        List<String> order = List.copyOf(MAY_IMPORT.keySet());
        MAY_IMPORT.forEach((from, allowed) -> allowed.forEach(to -> {
            if (!order.contains(to) || order.indexOf(to) >= order.indexOf(from)) {
                throw new AssertionError(from + " may import " + to + ", which does not stand above it in the table");
            }
        }));
    }

    @ArchTest
    static final ArchRule modelKnowsNoKafkaAndNoSpark = noClasses()
            .that()
            .resideInAPackage("io.rollcall.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.spark..", "io.javalin..", "picocli..");

    @ArchTest
    static final ArchRule onlyTheAppKnowsTheBrokerAndTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackages("io.rollcall.app..", "io.rollcall.jobs.submit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "picocli..");

    @ArchTest
    static final ArchRule onlyTheJobsAndWhatStartsThemKnowSpark = noClasses()
            .that()
            .resideOutsideOfPackages("io.rollcall.jobs..", "io.rollcall.app.pipeline..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark..");

    /** See NewPartitionsIT. Spark creates the producers of the clean job from the properties that it is given. */
    @ArchTest
    static final ArchRule producersSendOneRequestAtATime = classes()
            .that(DescribedPredicate.describe(
                    "make Kafka producers", type -> makesProducers(type) || type.isEquivalentTo(CleanJob.class)))
            .should(callMethod(KafkaSettings.class, "producerProperties"));

    private static boolean makesProducers(JavaClass type) {
        return type.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(KafkaProducer.class));
    }

    private static List<String> concat(List<String> names, String more) {
        return Stream.concat(names.stream(), Stream.of(more)).toList();
    }

    /** The package below {@code io.rollcall}. */
    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }
}
