package io.rollcall.app.pipeline;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.model.settings.Message;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** The embedded broker, as a part of the pipeline. */
public final class KafkaPart implements Part {
    private final EmbeddedBroker broker;

    private KafkaPart(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** Starts the broker. @throws io.rollcall.model.settings.UserError if it cannot start */
    public static KafkaPart start(Path directory, int port) {
        return new KafkaPart(EmbeddedBroker.start(directory, port));
    }

    @Override
    public String address() {
        return broker.bootstrapServer();
    }

    @Override
    public CompletionStage<Message> failure() {
        return EmbeddedBroker.failure().thenApply(Message::literal);
    }

    @Override
    public void close() {
        broker.close();
    }
}
