package io.rollcall.bench.faults;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.SettingsLoader;
import io.rollcall.model.settings.UserError;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginProducer;
import io.rollcall.producer.LoginSource;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The load in the form of a preset, in a process of its own: plain, dirty, late, too late and repeated logins. */
public final class FormedLoad {
    static final LoginMix MIX = new LoginMix(0.05, 0.1, 0.05, 0.05);

    private FormedLoad() {}

    static List<String> arguments(Pipeline pipeline, int rate, long count, long seed) {
        return List.of(
                pipeline.bootstrapServer(),
                pipeline.form().preset().orElseThrow(),
                Integer.toString(rate),
                Long.toString(count),
                Long.toString(seed));
    }

    /** Arguments: bootstrap server, preset, records per second, number of records, seed. */
    public static void main(String[] args) {
        SourceForm form = SourceForm.of(args[1], SourceForm.Shares.MIXED);
        LoginSource logins = form.write(new LoginGenerator(Long.parseLong(args[4]), MIX, Clock.systemUTC()));
        Settings settings =
                new SettingsLoader(System.getenv()).load(null, Map.of(SettingKey.BOOTSTRAP_SERVER, args[0]));
        try {
            new LoginProducer(KafkaSettings.of(settings), settings.topics().raw())
                    .run(logins, Double.parseDouble(args[2]), Long.parseLong(args[3]), progress -> {});
        } catch (UserError e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }
}
