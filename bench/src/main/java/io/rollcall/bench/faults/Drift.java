package io.rollcall.bench.faults;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.testkit.oracle.TopicRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The control of everything that makes partitions drift apart: what a watermark behind the newest event would have cost,
 * with the clean logins in the order in which they came.
 *
 * @param dropped logins older than the watermark when they came
 */
record Drift(long dropped) {
    static Drift behind(KafkaSettings kafka, String cleanTopic, long delayMillis) {
        record Arrival(long at, long event) {}
        List<Arrival> arrivals = new ArrayList<>();
        TopicRecords.forEach(kafka, cleanTopic, message -> {
            CleanLogin login = LoginJson.readClean(message.value());
            arrivals.add(new Arrival(message.timestamp(), login.timestampMillis()));
        });
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        long newest = Long.MIN_VALUE;
        long dropped = 0;
        for (Arrival arrival : arrivals) {
            newest = Math.max(newest, arrival.event());
            if (arrival.event() < newest - delayMillis) {
                dropped++;
            }
        }
        return new Drift(dropped);
    }
}
