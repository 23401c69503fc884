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
import io.javalin.http.Context;
import io.rollcall.jobs.clean.CleanJob;
import io.rollcall.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Which package may import which. The modules of the product meet through Kafka topics; only the app imports them all. */
@AnalyzeClasses(packages = "io.rollcall", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.rollcall.";

    private static final Map<String, List<String>> MAY_IMPORT = AllowedImports.byPackage();

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
    /** Javalin goes on for ever with a request that Jetty ended meanwhile. */
    @ArchTest
    static final ArchRule answersThatComeLaterWaitForTheRequest = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.rollcall.dashboard.http.AsyncAnswer")
            .should(callMethod(Context.class, "future", Supplier.class));

    @ArchTest
    static final ArchRule producersSendOneRequestAtATime = classes()
            .that(DescribedPredicate.describe(
                    "make Kafka producers", type -> makesProducers(type) || type.isEquivalentTo(CleanJob.class)))
            .should(callMethod(KafkaSettings.class, "producerProperties"));

    private static boolean makesProducers(JavaClass type) {
        return type.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(KafkaProducer.class));
    }

    /** The package below {@code io.rollcall}. */
    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }
}
