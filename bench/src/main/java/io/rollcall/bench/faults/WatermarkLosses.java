package io.rollcall.bench.faults;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.testkit.oracle.TopicRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The control for faults that let partitions drift apart: what a design with a watermark behind the newest event, which
 * Rollcall does not have, would have lost. Without losses the fault had no effect.
 *
 * @param dropped the number of clean logins that were older than such a watermark when they arrived
 */
record WatermarkLosses(long dropped) {
    /** The losses with a watermark this far (ms) behind the newest event. */
    static WatermarkLosses behind(KafkaSettings kafka, String cleanTopic, long delayMillis) {
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
        return new WatermarkLosses(dropped);
    }
}
