package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void allBusyPorts_areNamedAtOnce_withTheirSettings() throws IOException {
        try (ServerSocket kafka = taken();
                ServerSocket dashboard = taken();
                ServerSocket spark = taken()) {
            Settings settings = settings(kafka.getLocalPort(), dashboard.getLocalPort(), spark.getLocalPort());
            assertThatThrownBy(() -> FreePorts.require(settings, true))
                    .isInstanceOf(UserError.class)
                    .hasMessage("ports %d, %d and %d are in use: stop the processes that listen there, or choose other"
                                    .formatted(kafka.getLocalPort(), dashboard.getLocalPort(), spark.getLocalPort())
                            + " ports with " + SettingKey.KAFKA_PORT.variableAndKey() + ", "
                            + SettingKey.DASHBOARD_PORT.variableAndKey() + " and "
                            + SettingKey.SPARK_UI_PORT.variableAndKey());
            assertThatThrownBy(() -> FreePorts.require(settings, false))
                    .hasMessageStartingWith(
                            "ports %d and %d are".formatted(dashboard.getLocalPort(), spark.getLocalPort()));
        }
    }

    @Test
    void oneBusyPort_isNamedAlone() throws IOException {
        try (ServerSocket spark = taken()) {
            assertThatThrownBy(() -> FreePorts.require(settings(0, 0, spark.getLocalPort()), true))
                    .hasMessageStartingWith("port " + spark.getLocalPort() + " is in use: stop the process");
        }
    }

    @Test
    void twoPartsOnOnePort_areRefused() {
        assertThatThrownBy(() -> FreePorts.require(settings(0, 9090, 9090), true))
                .hasMessageContaining("must differ: each of them is 9090")
                .extracting(e -> ((UserError) e).exitCode())
                .isEqualTo(2);
    }

    @Test
    void anyFreePort_isNeverBusy() {
        assertThatCode(() -> FreePorts.require(settings(0, 0, 0), true)).doesNotThrowAnyException();
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Settings settings(int kafka, int dashboard, int spark) {
        return Settings.defaults()
                .with(SettingKey.KAFKA_PORT, Integer.toString(kafka))
                .with(SettingKey.DASHBOARD_PORT, Integer.toString(dashboard))
                .with(SettingKey.SPARK_UI_PORT, Integer.toString(spark));
    }
}
