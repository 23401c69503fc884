package io.rollcall.app.command;

import io.rollcall.app.options.KafkaOptions;
import io.rollcall.app.options.LocalesOption;
import io.rollcall.app.pipeline.DashboardPart;
import io.rollcall.app.pipeline.LocalPipeline;
import io.rollcall.app.pipeline.PipelineWait;
import io.rollcall.dashboard.access.AccessSettings;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.process.StopSignal;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import io.rollcall.model.settings.Settings;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall dashboard}: runs the web server alone. */
@Command(
        name = "dashboard",
        description = {
            "Run the web server with the live map.",
            "The commands passwd and token make the file of those who may see it."
        },
        subcommands = {DashboardPasswdCommand.class, DashboardTokenCommand.class})
final class DashboardCommand implements Runnable {
    @ParentCommand
    private RollcallCommand main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private LocalesOption locales;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (default: 10501).")
    @SettingOption(SettingKey.DASHBOARD_PORT)
    private String port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    @SettingOption(SettingKey.DASHBOARD_HOST)
    private String host;

    @Option(
            names = "--tls-self-signed",
            description = "Use TLS with a certificate that is made at the start, for a trial.")
    @SettingOption(SettingKey.DASHBOARD_TLS_SELF_SIGNED)
    private Boolean tlsSelfSigned;

    @Override
    public void run() {
        CompletableFuture<Void> stop = StopSignal.install();
        Settings settings = main.settingsOfParts(spec);
        AccessSettings.check(settings); // before Kafka is waited for
        new TopicAdmin(KafkaSettings.of(settings), TopicAdmin.SERVICE_TIMEOUT).close();
        try (LocalPipeline pipeline = new LocalPipeline(spec.commandLine().getOut())) {
            pipeline.start("Dashboard", () -> DashboardPart.start(settings));
            PipelineWait.untilStopped(stop, pipeline.failure());
        }
    }
}
