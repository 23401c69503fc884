package io.rollcall.app;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rollcall.jobs.CleanJob;
import io.rollcall.model.KafkaSettings;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The arrows between the rooms: producer, jobs, dashboard → model; app → all; none sideways. */
@AnalyzeClasses(packages = "io.rollcall", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule roomsMeetOnlyThroughTopics = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("model")
            .definedBy("io.rollcall.model..")
            .layer("producer")
            .definedBy("io.rollcall.producer..")
            .layer("jobs")
            .definedBy("io.rollcall.jobs..")
            .layer("dashboard")
            .definedBy("io.rollcall.dashboard..")
            .layer("app")
            .definedBy("io.rollcall.app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("producer")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("jobs")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("dashboard")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("producer", "jobs", "dashboard", "app");

    @ArchTest
    static final ArchRule modelKnowsNoKafkaAndNoSpark = noClasses()
            .that()
            .resideInAPackage("io.rollcall.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.spark..", "io.javalin..", "picocli..");

    @ArchTest
    static final ArchRule brokerAndCommandLineAreTheAppsAlone = noClasses()
            .that()
            .resideOutsideOfPackages("io.rollcall.app..", "io.rollcall.jobs.submit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "picocli..");

    @ArchTest
    static final ArchRule sparkIsTheJobsAlone = noClasses()
            .that()
            .resideOutsideOfPackages("io.rollcall.jobs..", "io.rollcall.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark..");

    /** What NewPartitionsIT shows to be needed; the clean job's producers are made by Spark. */
    @ArchTest
    static final ArchRule producersSendOneRequestAtATime = classes()
            .that(DescribedPredicate.describe(
                    "make Kafka producers", type -> makesProducers(type) || type.isEquivalentTo(CleanJob.class)))
            .should(callMethod(KafkaSettings.class, "producerProperties"));

    private static boolean makesProducers(JavaClass type) {
        return type.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(KafkaProducer.class));
    }
}
