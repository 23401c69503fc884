package io.rollcall.bench.faults;

import java.time.Duration;

/** The network between the broker and all its clients is cut or slow for some time. */
final class NetworkFault implements Fault {
    private static final int MAX_PAUSE_MILLIS = 5_000;
    private static final long SLOW_MILLIS = 300;

    private final boolean cut;
    private Proxy proxy;

    NetworkFault(boolean cut) {
        this.cut = cut;
    }

    @Override
    public String name() {
        return cut ? "network-cut" : "network-slow";
    }

    @Override
    public String description() {
        return "the network to the broker " + (cut ? "cut for 60 s" : "slowed for 60 s, 300 ms for each 16 KiB");
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        if (proxy != null) {
            proxy.close();
        }
        proxy = new Proxy(pipeline.kafkaPort());
        pipeline.advertise(proxy.port());
        Fault.super.prepare(pipeline);
    }

    @Override
    public Injection inject(RoundContext context) {
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        long before = proxy.heldBack();
        if (cut) {
            proxy.cut();
        } else {
            proxy.slow(SLOW_MILLIS);
        }
        Waiting.pause(
                context.lasting(Duration.ofSeconds(60), Duration.ofSeconds(15)).toMillis());
        proxy.heal();
        long bytes = proxy.heldBack() - before;
        return Injection.healedNow(bytes > 0, bytes + " bytes held back");
    }
}
