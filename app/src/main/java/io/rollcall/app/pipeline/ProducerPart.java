package io.rollcall.app.pipeline;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginProducer;
import io.rollcall.producer.ProgressListener;
import java.time.Clock;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends synthetic logins at a steady rate, as a part of the pipeline. */
public final class ProducerPart implements Part {
    private final LoginProducer producer;
    private final String rate;
    private final Thread thread;
    private final CompletableFuture<Message> failure = new CompletableFuture<>();

    private ProducerPart(Settings settings) {
        this.producer =
                new LoginProducer(KafkaSettings.of(settings), settings.topics().raw());
        this.rate = String.format(Locale.ROOT, "%.0f logins/s", settings.rate());
        LoginGenerator logins =
                new LoginGenerator(new Random().nextLong(), LoginMix.PLAIN, Clock.systemUTC(), settings.locales());
        this.thread = new Thread(() -> run(logins, settings.rate()), "producer");
        thread.setDaemon(true);
    }

    /** Starts to send, on its own thread. */
    public static ProducerPart start(Settings settings) {
        ProducerPart part = new ProducerPart(settings);
        part.thread.start();
        return part;
    }

    private void run(LoginGenerator logins, double rate) {
        try {
            producer.run(logins, rate, LoginProducer.UNLIMITED_COUNT, ProgressListener.NONE);
        } catch (UserError e) {
            failure.complete(e.message());
        }
    }

    @Override
    public String detail() {
        return rate;
    }

    @Override
    public CompletionStage<Message> failure() {
        return failure;
    }

    @Override
    public void close() {
        producer.stop();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
