package io.rollcall.bench.faults;

import io.rollcall.app.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The embedded broker in its own process, which can be killed without the jobs. */
public final class BrokerMain {
    private BrokerMain() {}

    static List<String> arguments(Path directory, int port, int advertised) {
        return List.of(directory.toString(), Integer.toString(port), Integer.toString(advertised));
    }

    /** Arguments: directory, port, the port announced to clients (the same, or that of a proxy). */
    public static void main(String[] args) throws InterruptedException {
        EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        CountDownLatch stopped = new CountDownLatch(1);
        EmbeddedBroker.failure().thenAccept(reason -> {
            System.err.println("broker: " + reason);
            Runtime.getRuntime().halt(1);
        });
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            broker.close();
                            stopped.countDown();
                        },
                        "stop"));
        System.out.println("broker ready at " + broker.bootstrapServer());
        stopped.await();
    }
}
