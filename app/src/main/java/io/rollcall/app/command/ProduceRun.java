package io.rollcall.app.command;

import io.rollcall.app.options.ProduceOptions;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.IsoTime;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginProducer;
import io.rollcall.producer.LoginReplay;
import io.rollcall.producer.LoginSource;
import io.rollcall.producer.ProgressListener;
import io.rollcall.producer.Recording;
import io.rollcall.producer.RecordingCheck;
import io.rollcall.producer.Restamp;
import io.rollcall.producer.Verdicts;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** One run of {@code rollcall produce}. */
final class ProduceRun {
    private static final String STANDARD_INPUT = "-";

    /** A recording that is this much shorter than the lateness is sent at once: sending it takes some seconds. */
    private static final Duration TIME_TO_SEND = Duration.ofSeconds(10);

    /** The most records that are sent at once within that time on a slow machine. */
    private static final long MAX_AT_ONCE = 50_000;

    private final Settings settings;
    private final ProduceOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock clock = Clock.systemUTC();

    ProduceRun(Settings settings, ProduceOptions options, PrintWriter out, PrintWriter err) {
        this.settings = settings;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /**
     * Sends records to the end of the source or until {@code stop} completes, then prints how many the broker
     * acknowledged, and how many of them will not be counted.
     */
    void run(CompletableFuture<Void> stop) {
        try (InputStream in = open()) {
            LoginSource source = source(in);
            createTopics();
            send(source, stop);
        } catch (IOException e) {
            throw new UserError("cannot read " + options.file() + ": check --file", e);
        }
    }

    /** A principal that may only write to the raw topic does not see the others. */
    private void createTopics() {
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            if (!admin.names().contains(settings.topics().raw())) {
                admin.createMissing(settings);
            }
        }
    }

    private void send(LoginSource source, CompletableFuture<Void> stop) {
        Verdicts verdicts = Verdicts.of(settings);
        LoginProducer producer =
                new LoginProducer(KafkaSettings.of(settings), settings.topics().raw(), verdicts);
        ProgressListener listener = System.console() == null ? ProgressListener.NONE : this::show;
        stop.thenRun(producer::stop);
        long acknowledged = producer.run(source, rate(), options.count(), listener);
        if (listener != ProgressListener.NONE) {
            err.println();
        }
        out.println(acknowledged + " records acknowledged");
        String uncounted = verdicts.sentence();
        if (!uncounted.isEmpty()) {
            out.println(uncounted);
        }
        out.flush();
    }

    private InputStream open() throws IOException {
        if (options.file() == null) {
            return InputStream.nullInputStream();
        }
        InputStream in = isStandardInput() ? System.in : Files.newInputStream(Path.of(options.file()));
        return new BufferedInputStream(in, 1 << 16);
    }

    private boolean isStandardInput() {
        return options.file().equals(STANDARD_INPUT);
    }

    private LoginSource source(InputStream in) throws IOException {
        if (options.file() == null) {
            LoginMix mix = new LoginMix(options.dirty(), options.late(), options.tooLate(), options.duplicates());
            return new LoginGenerator(options.seed(), mix, clock, settings.locales());
        }
        LoginReplay replay = options.restamp() ? restamped(in) : new LoginReplay(in);
        if (!options.unchecked()) {
            RecordingCheck.problem(replay).ifPresent(this::refuse);
        }
        return replay;
    }

    private void refuse(String problem) {
        throw new UserError((isStandardInput() ? "standard input" : options.file())
                + " does not hold one JSON object per line: " + problem
                + ", or send its lines as they are with --unchecked");
    }

    /** A recording that is not short keeps its gaps only if each record is sent at its time: else most would be late. */
    private LoginReplay restamped(InputStream in) throws IOException {
        if (options.rate() != null) {
            return new LoginReplay(in, Restamp.eachNow(clock));
        }
        if (isStandardInput()) {
            err.println("sends each record at its time");
            return LoginReplay.atTheirTimes(in, Restamp.startingNow(clock), clock);
        }
        Recording recording = scan();
        Duration shortest = settings.duration(SettingKey.LATENESS).minus(TIME_TO_SEND);
        if (recording.spanMillis() <= shortest.toMillis() && recording.lines() <= MAX_AT_ONCE) {
            return new LoginReplay(in, Restamp.endingNow(recording.newest(), clock));
        }
        long end = clock.millis() + recording.durationMillis();
        err.printf(
                Locale.ROOT,
                "sends each of %,d records at its time, which takes %s, until %s; --rate N sends N per second and gives"
                        + " each the time at which it is sent%n",
                recording.lines(),
                text(Duration.ofMillis(recording.durationMillis())),
                IsoTime.format(end));
        return LoginReplay.atTheirTimes(in, Restamp.startingNow(clock), clock);
    }

    private Recording scan() throws IOException {
        try (InputStream in = open()) {
            return Recording.scan(in, options.count());
        }
    }

    private static String text(Duration time) {
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    private double rate() {
        boolean unlimited = options.file() != null && options.rate() == null;
        return unlimited ? LoginProducer.UNLIMITED_RATE : Double.parseDouble(settings.text(SettingKey.RATE));
    }

    private void show(ProgressListener.Sent progress) {
        err.printf(Locale.ROOT, "\r%,d sent, %,d acknowledged", progress.sent(), progress.acknowledged());
        err.flush();
    }
}
