package io.rollcall.app.doctor;

import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.app.pipeline.PipelineJob;
import io.rollcall.dashboard.access.AccessSettings;
import io.rollcall.geo.GeoSetting;
import io.rollcall.jobs.checkpoint.CheckpointLocation;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.source.mapping.SourceSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the settings name, and whether the checkpoints belong to them. */
final class SettingsChecks {
    private final Settings settings;

    SettingsChecks(Settings settings) {
        this.settings = settings;
    }

    /** @throws UserError with exit code 2 if the source or the database of addresses cannot be used */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(SourceSetting.mapping(settings)
                .map(mapping -> Finding.ok("source", "records are read by the mapping {}", mapping.name()))
                .orElse(Finding.ok("source", "records have the built-in form")));
        GeoSetting.identity(settings)
                .ifPresent(database -> findings.add(
                        Finding.ok("addresses", "{} is {}", settings.text(SettingKey.GEO_DATABASE), database)));
        findings.add(access());
        findings.add(checkpoints());
        return findings;
    }

    private Finding access() {
        try {
            AccessSettings.check(settings);
            return Finding.ok("access", "the dashboard can be served as the settings say");
        } catch (UserError e) {
            return new Finding("access", Finding.State.PROBLEM, e.message());
        }
    }

    private Finding checkpoints() {
        try {
            return examineCheckpoints();
        } catch (UserError e) {
            return new Finding("checkpoints", Finding.State.PROBLEM, e.message());
        }
    }

    private Finding examineCheckpoints() {
        String location = DataDirectory.of(settings).checkpointLocation(settings);
        Optional<Path> local = CheckpointLocation.localFolder(location);
        if (local.isEmpty()) {
            return Finding.ok("checkpoints", "{} is not on this machine, and was not looked at", location);
        }
        Path folder = local.get();
        if (!Files.exists(folder)) {
            return Finding.ok("checkpoints", "{} has none yet: the jobs begin with the oldest logins", folder);
        }
        if (!Files.isWritable(folder)) {
            return Finding.problem(
                    "checkpoints",
                    "{} cannot be written by this user: make it writable, or choose another folder with {}",
                    folder,
                    SettingKey.CHECKPOINT_LOCATION);
        }
        for (PipelineJob job : PipelineJob.values()) {
            job.verify(settings, location);
        }
        return Finding.ok("checkpoints", "{} belongs to these settings", folder);
    }
}
