package io.rollcall.app.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;

/**
 * The resource of Apache's Spark operator, with the fields that the manifests use. The operator's own classes are on no
 * repository.
 */
record SparkApplication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(
            Map<String, String> runtimeVersions,
            String mainClass,
            String jars,
            List<String> driverArgs,
            Map<String, String> sparkConf,
            Tolerations applicationTolerations,
            Template driverSpec,
            Template executorSpec) {}

    record Tolerations(Restart restartConfig, Retain resourceRetainPolicy) {}

    record Restart(Policy restartPolicy, Long maxRestartAttempts, Long restartBackoffMillis) {}

    record Template(PodTemplateSpec podTemplateSpec) {}

    enum Policy {
        Always,
        Never,
        OnFailure,
        OnInfrastructureFailure
    }

    enum Retain {
        Always,
        OnFailure,
        Never
    }
}
