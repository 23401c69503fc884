package io.rollcall.app.command;

import io.rollcall.app.options.ProduceOptions;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginProducer;
import io.rollcall.producer.LoginReplay;
import io.rollcall.producer.LoginSource;
import io.rollcall.producer.ProgressListener;
import io.rollcall.producer.Restamp;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** One run of {@code rollcall produce}. */
final class ProduceRun {
    private final Settings settings;
    private final ProduceOptions options;
    private final PrintWriter out;

    ProduceRun(Settings settings, ProduceOptions options, PrintWriter out) {
        this.settings = settings;
        this.options = options;
        this.out = out;
    }

    /**
     * Sends records to the end of the source or until {@code stop} completes, then prints how many the broker
     * acknowledged.
     */
    void run(CompletableFuture<Void> stop) {
        LoginProducer producer =
                new LoginProducer(KafkaSettings.of(settings), settings.topics().raw());
        ProgressListener listener = System.console() == null ? ProgressListener.NONE : this::show;
        stop.thenRun(producer::stop);
        long acknowledged;
        try (InputStream in = open()) {
            acknowledged = producer.run(source(in), rate(), options.count(), listener);
        } catch (IOException e) {
            throw new UserError("cannot read " + options.file() + ": check --file", e);
        }
        if (listener != ProgressListener.NONE) {
            System.err.println();
        }
        out.println(acknowledged + " records acknowledged");
        out.flush();
    }

    private InputStream open() throws IOException {
        if (options.file() == null) {
            return InputStream.nullInputStream();
        }
        InputStream in = options.file().equals("-") ? System.in : Files.newInputStream(Path.of(options.file()));
        return new BufferedInputStream(in, 1 << 16);
    }

    private LoginSource source(InputStream in) {
        if (options.file() != null) {
            return options.restamp() ? new LoginReplay(in, new Restamp(Clock.systemUTC())) : new LoginReplay(in);
        }
        LoginMix mix = new LoginMix(options.dirty(), options.late(), options.tooLate(), options.duplicates());
        return new LoginGenerator(options.seed(), mix, Clock.systemUTC());
    }

    private double rate() {
        boolean unlimited = options.file() != null && options.rate() == null;
        return unlimited ? LoginProducer.UNLIMITED_RATE : Double.parseDouble(settings.text(SettingKey.RATE));
    }

    private void show(ProgressListener.Sent progress) {
        System.err.printf(Locale.ROOT, "\r%,d sent, %,d acknowledged", progress.sent(), progress.acknowledged());
    }
}
