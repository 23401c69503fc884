package io.rollcall.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.rollcall.app.pipeline.DataDirectory;
import io.rollcall.app.pipeline.FreePorts;
import io.rollcall.app.pipeline.OpenFiles;
import io.rollcall.app.terminal.TextTable;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code rollcall up} needs of this machine: Java, memory, open files, ports and a folder for its data. */
final class MachineChecks {
    /** What {@code up} takes with all its parts. */
    private static final long NEEDED_MEMORY = 1_500_000_000;

    private static final long NEEDED_DISK = 1_000_000_000;
    /** Some hours of a thousand logins per second. */
    private static final long COMFORTABLE_DISK = 10_000_000_000L;

    private final Settings settings;
    private final boolean embedded;

    /** @param embedded whether {@code up} would start its own Kafka */
    MachineChecks(Settings settings, boolean embedded) {
        this.settings = settings;
        this.embedded = embedded;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "java",
                "Java {} ({}) at {}",
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")));
        findings.add(memory());
        openFiles().ifPresent(findings::add);
        try {
            DataDirectory directory = DataDirectory.of(settings);
            Optional<Long> running = directory.runningProcess();
            findings.add(ports(running));
            findings.addAll(folder(directory, running));
        } catch (UserError e) {
            findings.add(new Finding("data", Finding.State.PROBLEM, e.message()));
        }
        return findings;
    }

    /** The id of the {@code up} that runs in the data directory; empty also if there can be no such directory. */
    Optional<Long> runningUp() {
        try {
            return DataDirectory.of(settings).runningProcess();
        } catch (UserError e) {
            return Optional.empty(); // which is a finding
        }
    }

    private static Finding memory() {
        long bytes =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return bytes < NEEDED_MEMORY
                ? Finding.warning(
                        "memory",
                        "{} of memory: `rollcall up` takes up to {}; give the machine or the container as much",
                        TextTable.bytes(bytes),
                        TextTable.bytes(NEEDED_MEMORY))
                : Finding.ok("memory", "{}", TextTable.bytes(bytes));
    }

    private static Optional<Finding> openFiles() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return Optional.empty();
        }
        long limit = system.getMaxFileDescriptorCount();
        return Optional.of(
                limit < OpenFiles.ENOUGH
                        ? Finding.warning(
                                "open files",
                                "a process may have only {} files open: raise the limit to {} (`ulimit -Hn`, LimitNOFILE)",
                                limit,
                                OpenFiles.ENOUGH)
                        : Finding.ok("open files", "a process may have {} open", limit));
    }

    private Finding ports(Optional<Long> running) {
        if (running.isPresent()) {
            return Finding.ok("ports", "`rollcall up` runs (pid {}) and has its own", running.get());
        }
        try {
            FreePorts.require(settings, embedded);
            return Finding.ok("ports", "those of `rollcall up` are free");
        } catch (UserError e) {
            return new Finding("ports", Finding.State.PROBLEM, e.message());
        }
    }

    private static List<Finding> folder(DataDirectory directory, Optional<Long> running) {
        directory.requireKnownFormat();
        Path existing = directory.path();
        while (!Files.isDirectory(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (running.isEmpty() && !Files.isWritable(existing)) {
            return List.of(Finding.problem(
                    "data",
                    "{} cannot be written by this user: choose another data directory with {}",
                    existing,
                    SettingKey.DATA_DIR));
        }
        Finding data = Finding.ok(
                "data", "{} {}", directory.path(), Files.exists(directory.path()) ? "can be written" : "can be made");
        try {
            return List.of(data, disk(existing, Files.getFileStore(existing).getUsableSpace()));
        } catch (IOException e) {
            return List.of(data, Finding.warning("disk", "how much is free at {} is unknown: {}", existing, e));
        }
    }

    static Finding disk(Path folder, long free) {
        String bytes = TextTable.bytes(free);
        if (free < NEEDED_DISK) {
            return Finding.problem(
                    "disk",
                    "only {} are free at {}: make room, or choose another disk with {}",
                    bytes,
                    folder,
                    SettingKey.DATA_DIR);
        }
        return free < COMFORTABLE_DISK
                ? Finding.warning(
                        "disk",
                        "{} are free at {}: enough for a trial; topics grow up to {} per partition",
                        bytes,
                        folder,
                        SettingKey.RETENTION_BYTES)
                : Finding.ok("disk", "{} are free at {}", bytes, folder);
    }
}
