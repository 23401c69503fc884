package io.rollcall.app.doctor;

import io.rollcall.model.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Checks everything that Rollcall needs, and changes nothing. */
public final class Doctor {
    private Doctor() {}

    /**
     * What all checks found, in the order in which a person would look.
     *
     * @param embedded whether {@code up} would start its own Kafka with these settings
     * @throws io.rollcall.model.settings.UserError with exit code 2 if a setting is bad, as with every command
     */
    public static List<Finding> examine(Settings settings, boolean embedded, Clock clock) {
        List<Finding> findings = new ArrayList<>(new SettingsChecks(settings).findings());
        MachineChecks machine = new MachineChecks(settings, embedded);
        findings.addAll(machine.findings());
        findings.addAll(new KafkaChecks(settings, embedded, machine.runningUp(), clock).findings());
        return List.copyOf(findings);
    }
}
