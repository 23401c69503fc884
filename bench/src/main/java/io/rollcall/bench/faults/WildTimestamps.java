package io.rollcall.bench.faults;

import io.rollcall.kafka.TopicAdmin;
import io.rollcall.testkit.oracle.Oracle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;

/** A raw topic with CreateTime, and on it logins whose Kafka timestamps are fast by 50 minutes or make no sense. */
final class WildTimestamps implements Fault {
    private static final long FAST = 50 * BacklogWriter.MINUTE;
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private long ahead;

    /** The Kafka timestamp and the event time (ms) of a login. */
    private record Times(long kafka, long event) {}

    @Override
    public String name() {
        return "wild-timestamps";
    }

    @Override
    public String description() {
        return "CreateTime, a producer 50 min fast, timestamps from the least long to the greatest: no job stops, the page stays at the present";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        pipeline.startBroker();
        new TopicControl(pipeline.kafka(), pipeline.topics().raw())
                .create(Map.of(
                        "message.timestamp.type",
                        "CreateTime",
                        "message.timestamp.after.max.ms",
                        Long.toString(Long.MAX_VALUE),
                        "message.timestamp.before.max.ms",
                        Long.toString(Long.MAX_VALUE),
                        "retention.ms",
                        "-1"));
        try (TopicAdmin others = new TopicAdmin(pipeline.kafka())) {
            others.createMissing(pipeline.settings());
        }
        pipeline.start(Pipeline.CLEAN);
        pipeline.start(Pipeline.STATS);
        pipeline.start(Pipeline.DASHBOARD);
    }

    /** What is more than a day ahead is not counted, because state for it would have to be kept. */
    @Override
    public void inform(Oracle oracle) {
        ahead = oracle.forgetAfter(System.currentTimeMillis() + 24 * 60 * BacklogWriter.MINUTE);
    }

    @Override
    public long aheadRows() {
        return ahead;
    }

    /** What is ahead does not show until its time has come. */
    @Override
    public void holdApart(Oracle oracle) {
        oracle.forgetAfter(System.currentTimeMillis() + TOLERANCE.toMillis());
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        int taken = 0;
        int sent = 0;
        for (Times times : wild(context, System.currentTimeMillis())) {
            Errors answer = TimestampWriter.write(
                    pipeline.kafkaPort(),
                    pipeline.topics().raw(),
                    context.random().nextInt(TopicControl.PARTITIONS),
                    times.kafka(),
                    pipeline.form().write(login(times.event(), sent++)));
            if (answer == Errors.NONE) {
                taken++;
            } else {
                context.note("the broker refused " + times + " with " + answer);
            }
        }
        context.pauseRandomly(5_000);
        context.stopLoad();
        long healed = System.currentTimeMillis();
        new Verification(pipeline, timeout()).awaitRouted();
        Waiting.until("the page to show a window", timeout(), () -> !windowOnThePage(pipeline)
                .isEmpty());
        String window = windowOnThePage(pipeline);
        if (Instant.parse(window).isAfter(Instant.now().plus(TOLERANCE))) {
            context.addProblem("the page shows the window of " + window + ", not the present");
        }
        for (String part : List.of(Pipeline.CLEAN, Pipeline.STATS, Pipeline.DASHBOARD)) {
            PoisonPills.checkWell(context, pipeline.part(part));
        }
        return new Injection(healed, taken > 0, taken + " wild records");
    }

    /** Start of the window that the page shows; empty before there is one. */
    private static String windowOnThePage(Pipeline pipeline) {
        return pipeline.dashboard().snapshot().at("/window/start").asText();
    }

    private static List<Times> wild(RoundContext context, long now) {
        List<Times> wild = new ArrayList<>();
        for (long time : List.of(
                Long.MIN_VALUE,
                Long.MIN_VALUE / 2,
                -2L,
                -1L,
                0L,
                1L,
                Long.MAX_VALUE / 2,
                Long.MAX_VALUE - 1,
                Long.MAX_VALUE,
                Long.MAX_VALUE / 1_000,
                now + 100 * 365 * 24 * 60 * BacklogWriter.MINUTE)) {
            wild.add(new Times(time, now));
            wild.add(new Times(time, time));
        }
        for (int i = 0; i < 5; i++) {
            wild.add(new Times(now + FAST + i, now + FAST + i));
            wild.add(new Times(now + FAST + i, now));
            wild.add(new Times(now, now + FAST + i));
        }
        Collections.shuffle(wild, context.random());
        return wild;
    }

    /** No two are the same, so that none counts as sent twice. */
    private static byte[] login(long event, int number) {
        return ("{\"user_id\":\"wild\",\"locale\":\"VT\",\"device_id\":\"w" + number + "\",\"timestamp\":" + event
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
