package io.rollcall.app.status;

import io.rollcall.app.tail.TopicReader;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.progress.HeldApart;
import io.rollcall.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * A sample of fixed size of the newest clean logins, which shows what needs no state anywhere.
 *
 * @param locales the locale of each, as on the topic
 * @param times when each happened, and when it came
 */
public record NewestLogins(List<String> locales, List<HeldApart.Login> times) {
    /** The number of records that are looked at. */
    public static final int SAMPLE = 2_000;

    /** Keeps copies. */
    public NewestLogins {
        locales = List.copyOf(locales);
        times = List.copyOf(times);
    }

    /** Reads the newest clean logins. @throws io.rollcall.model.settings.UserError if Kafka fails */
    public static NewestLogins read(TopicAdmin admin, Settings settings) {
        String topic = settings.topics().clean();
        List<String> locales = new ArrayList<>();
        List<HeldApart.Login> times = new ArrayList<>();
        if (!admin.names().contains(topic)) {
            return new NewestLogins(locales, times);
        }
        try (TopicReader reader = new TopicReader(KafkaSettings.of(settings))) {
            for (ConsumerRecord<byte[], byte[]> record : reader.last(SAMPLE, admin.partitions(List.of(topic)))) {
                CleanLogin login = login(record.value());
                if (login != null) {
                    locales.add(login.locale());
                    times.add(new HeldApart.Login(login.timestampMillis(), record.timestamp()));
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailure.userError(KafkaSettings.of(settings).bootstrapServer(), e);
        }
        return new NewestLogins(locales, times);
    }

    /** The login, or null if the record is none. */
    private static CleanLogin login(byte[] value) {
        try {
            return value == null ? null : LoginJson.readClean(value);
        } catch (RuntimeException notALogin) {
            return null;
        }
    }
}
