package io.rollcall.app.options;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.SettingOption;
import picocli.CommandLine.Option;

/** What only {@code rollcall up} starts, and on which ports. {@code doctor} takes the same, to check them. */
public final class UpOptions {
    @Option(names = "--rate", paramLabel = "N", description = "Synthetic logins per second (default: 50).")
    @SettingOption(SettingKey.RATE)
    private String rate;

    @Option(names = "--no-producer", description = "Do not send synthetic logins. With --source there are none.")
    private boolean noProducer;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of the embedded Kafka (default: 29092; 0: any free port).")
    @SettingOption(SettingKey.KAFKA_PORT)
    private String kafkaPort;

    @Option(names = "--dashboard-port", paramLabel = "PORT", description = "Port of the dashboard (default: 10501).")
    @SettingOption(SettingKey.DASHBOARD_PORT)
    private String dashboardPort;

    @Option(names = "--spark-ui-port", paramLabel = "PORT", description = "Port of the Spark UI (default: 9090).")
    @SettingOption(SettingKey.SPARK_UI_PORT)
    private String sparkUiPort;

    /** Whether synthetic logins are wanted. */
    public boolean sendsLogins() {
        return !noProducer;
    }
}
