package io.rollcall.bench.faults;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;

/** A running Rollcall, as a client sees it. */
interface Observed {
    /** HOST:PORT of its Kafka. */
    String bootstrapServer();

    DashboardClient dashboard();

    /** @throws RoundFailure if a part has ended for good */
    void checkAlive();

    /** The settings of a client: of the harness's own, too. */
    default Settings settings() {
        return Settings.defaults().with(SettingKey.BOOTSTRAP_SERVER, bootstrapServer());
    }

    default KafkaSettings kafka() {
        return KafkaSettings.of(settings());
    }

    default Topics topics() {
        return Topics.DEFAULT;
    }
}
