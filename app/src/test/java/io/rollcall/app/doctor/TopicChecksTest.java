package io.rollcall.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kafka.ClusterInspection;
import io.rollcall.kafka.ClusterInspection.Right;
import io.rollcall.model.settings.Settings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicChecksTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final String DAYS = "604800000";

    private final Map<String, ClusterInspection.Topic> topics = new TreeMap<>();

    TopicChecksTest() {
        SETTINGS.topics().all().forEach(name -> put(name, EnumSet.allOf(Right.class), Map.of()));
    }

    @Test
    void topicsAsRollcallMakesThem_areWell() {
        assertThat(findings(true)).allMatch(finding -> finding.state() == Finding.State.OK);
    }

    @Test
    void missingTopics_areWell_ifTheJobsMayMakeThem() {
        topics.remove("user-login-late");
        assertThat(state("topics", findings(true))).isEqualTo(Finding.State.OK);
        assertThat(state("topics", findings(false))).isEqualTo(Finding.State.WARNING);
        assertThat(sentence("topics", findings(false))).contains("user-login-late", "grant Create");
    }

    @Test
    void rights_thatAreMissing_areNamedWithTheirTopic() {
        put("user-login", EnumSet.of(Right.READ), Map.of());
        assertThat(state("rights", findings(true))).isEqualTo(Finding.State.WARNING);
        assertThat(sentence("rights", findings(true))).contains("not write user-login:");
        put("user-login-clean", Set.of(), Map.of());
        assertThat(state("rights", findings(true))).isEqualTo(Finding.State.PROBLEM);
        assertThat(sentence("rights", findings(true))).contains("not read user-login-clean:");
    }

    @Test
    void timestampsOfProducers_areAWarning() {
        put("user-login", EnumSet.allOf(Right.class), Map.of("message.timestamp.type", "CreateTime"));
        assertThat(state("timestamps", findings(true))).isEqualTo(Finding.State.WARNING);
        assertThat(sentence("timestamps", findings(true)))
                .contains("stamp user-login,", "message.timestamp.type=LogAppendTime");
    }

    @Test
    void retention_isAProblem_ifJobsLoseRecords_andAWarning_ifItIsShorterThanTheSettingsSay() {
        put("user-login", EnumSet.allOf(Right.class), Map.of("retention.ms", "3600000"));
        assertThat(state("retention", findings(true))).isEqualTo(Finding.State.WARNING);
        put("user-login-clean", EnumSet.allOf(Right.class), Map.of("retention.ms", "299999"));
        assertThat(state("retention", findings(true))).isEqualTo(Finding.State.PROBLEM);
        assertThat(sentence("retention", findings(true))).contains("user-login-clean keep");
        put("user-login-clean", EnumSet.allOf(Right.class), Map.of("retention.ms", "-1"));
        put("user-login", EnumSet.allOf(Right.class), Map.of("cleanup.policy", "compact"));
        assertThat(state("retention", findings(true))).isEqualTo(Finding.State.PROBLEM);
        assertThat(sentence("retention", findings(true))).contains("compacts user-login,");
    }

    @Test
    void configurationThatMayNotBeRead_isAWarning() {
        topics.put("user-login", new ClusterInspection.Topic("user-login", 2, EnumSet.allOf(Right.class), Map.of()));
        assertThat(sentence("timestamps", findings(true))).contains("user-login are set up", "DescribeConfigs");
        assertThat(state("timestamps", findings(true))).isEqualTo(Finding.State.WARNING);
    }

    @Test
    void disk_isJudgedByWhatIsFree() {
        Path folder = Path.of("/data");
        assertThat(MachineChecks.disk(folder, 999_999_999).state()).isEqualTo(Finding.State.PROBLEM);
        assertThat(MachineChecks.disk(folder, 1_000_000_000).state()).isEqualTo(Finding.State.WARNING);
        assertThat(MachineChecks.disk(folder, 10_000_000_000L).state()).isEqualTo(Finding.State.OK);
    }

    private void put(String name, Set<Right> rights, Map<String, String> changes) {
        Map<String, String> config = new HashMap<>(
                Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", DAYS, "cleanup.policy", "delete"));
        config.putAll(changes);
        topics.put(name, new ClusterInspection.Topic(name, 2, rights, config));
    }

    private List<Finding> findings(boolean mayCreate) {
        return new TopicChecks(SETTINGS, topics, mayCreate).findings();
    }

    private static Finding.State state(String check, List<Finding> findings) {
        return of(check, findings).state();
    }

    private static String sentence(String check, List<Finding> findings) {
        return of(check, findings).message().toString();
    }

    private static Finding of(String check, List<Finding> findings) {
        List<Finding> found = findings.stream()
                .filter(finding -> finding.check().equals(check))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
