package io.rollcall.bench.faults;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;

/** A running Rollcall, as its clients see it. */
interface RunningRollcall {
    /** The address of its Kafka, HOST:PORT. */
    String bootstrapServer();

    DashboardClient dashboard();

    /** @throws RoundFailure if a part has ended and will not restart */
    void checkAlive();

    /** The settings of a client, also of the clients of the harness. */
    default Settings settings() {
        return Settings.defaults().with(SettingKey.BOOTSTRAP_SERVER, bootstrapServer());
    }

    default KafkaSettings kafka() {
        return KafkaSettings.of(settings());
    }

    /** The form of its raw records. */
    default SourceForm form() {
        return SourceForm.BUILT_IN;
    }

    default Topics topics() {
        return Topics.DEFAULT;
    }
}
