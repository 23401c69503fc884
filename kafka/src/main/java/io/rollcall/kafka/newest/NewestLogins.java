package io.rollcall.kafka.newest;

import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.progress.HeldApart;
import io.rollcall.model.settings.Settings;
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
    /** The largest number of records that are looked at. */
    public static final int SAMPLE = 2_000;

    private record Login(String locale, HeldApart.Login times) {}

    /** Keeps copies. */
    public NewestLogins {
        locales = List.copyOf(locales);
        times = List.copyOf(times);
    }

    /**
     * Reads the newest clean logins, which takes some hundred milliseconds; none if there is no such topic.
     *
     * @throws io.rollcall.model.settings.UserError if Kafka fails
     */
    public static NewestLogins read(Settings settings) {
        KafkaSettings kafka = KafkaSettings.of(settings);
        try (NewestRecords<Login> records = new NewestRecords<>(kafka, NewestLogins::login)) {
            List<Login> newest = records.read(settings.topics().clean(), SAMPLE);
            return new NewestLogins(
                    newest.stream().map(Login::locale).toList(),
                    newest.stream().map(Login::times).toList());
        } catch (KafkaException e) {
            throw KafkaFailure.userError(kafka.bootstrapServer(), e);
        }
    }

    /** What is kept of a clean login, or null if the record is none. */
    private static Login login(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            CleanLogin login = LoginJson.readClean(record.value());
            return new Login(login.locale(), new HeldApart.Login(login.timestampMillis(), record.timestamp()));
        } catch (RuntimeException notALogin) {
            return null;
        }
    }
}
