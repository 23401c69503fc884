package io.rollcall.app.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.terminal.DisplayText;
import io.rollcall.app.terminal.Layout;
import io.rollcall.model.settings.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TableFormatTest {
    private static final Instant TIME = Instant.parse("2026-11-26T20:15:40.123Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T23:59:59Z"), ZoneOffset.UTC);
    private static final Topics TOPICS = Topics.DEFAULT;

    private static final Map<String, String> VALUES = Map.of(
            TOPICS.raw(),
                    "{\"user_id\":\"424cdd21-063a-43a7-b91b-7ca1a833afae\",\"app_version\":\"2.3.0\",\"device_type\":\"android\","
                            + "\"ip\":\"199.172.111.135\",\"locale\":\"UT\",\"device_id\":\"593-47-5928\",\"timestamp\":\"1694479551000\"}",
            TOPICS.stats(),
                    "{\"window\":{\"start\":\"2026-11-26T20:15:30.000Z\",\"end\":\"2026-11-26T20:16:00.000Z\"},\"locale\":\"UT\","
                            + "\"logins\":12,\"unique_users\":11,\"distinct_devices\":12}",
            TOPICS.progress(),
                    "{\"job\":\"user_login_stats\",\"batch\":123456,\"lag\":12345678,\"rows_per_second\":12345.6,\"batch_millis\":212,"
                            + "\"complete_through\":\"2026-11-25T20:15:40.000Z\",\"state_rows\":1612,\"dropped_rows\":0,\"catching_up\":true}",
            TOPICS.rejected(),
                    "{\"reason\":\"future_timestamp\",\"detail\":\"timestamp 1694565951 is more than 30 s after the record reached"
                            + " Kafka: it is 23 h 59 min ahead.\",\"value\":\"{\\\"user_id\\\":\\\"日本語日本語日本語日本語日本語日本語\\\"}\"}");

    @Test
    void everyRecord_fitsATerminalOf80Columns_inOneLine() throws IOException {
        for (String topic : VALUES.keySet()) {
            assertThat(lines(topic, 80)).hasSize(2).allMatch(line -> DisplayText.width(line) <= 80);
        }
        assertThat(lines(TOPICS.raw(), 80))
                .containsExactly(
                        "TIME UTC      ID         LOCALE  USER                 DEVICE       EVENT TIME",
                        "20:15:40.123  1-1234567  UT      424cdd21-063a-43a7…  593-47-5928  1694479551000");
        assertThat(lines(TOPICS.rejected(), 80).get(1)).endsWith("…");
        assertThat(lines(TOPICS.progress(), 80).get(1))
                .contains("user_login_stats", "12345678", "12345.6", "25 Nov 20:15");
    }

    @Test
    void aNarrowTerminal_leavesOutColumns_ratherThanCutTimes() throws IOException {
        for (String topic : VALUES.keySet()) {
            assertThat(lines(topic, 60).get(1))
                    .startsWith("20:15:40.123  1-1234567")
                    .doesNotContain("20:15:…");
            assertThat(lines(topic, 60)).allMatch(line -> DisplayText.width(line) <= 60);
        }
        assertThat(lines(TOPICS.stats(), 60).get(1))
                .isEqualTo("20:15:40.123  1-1234567  20:15:30       UT            12");
    }

    @Test
    void aWiderTerminal_showsMore() throws IOException {
        assertThat(lines(TOPICS.stats(), 80))
                .containsExactly(
                        "TIME UTC      ID         WINDOW START   LOCALE    LOGINS     USERS   DEVICES",
                        "20:15:40.123  1-1234567  20:15:30       UT            12        11        12");
        assertThat(lines(TOPICS.stats(), 100).get(0)).contains("WINDOW END");
        assertThat(lines(TOPICS.rejected(), 120).get(0)).contains("DETAIL", "VALUE");
    }

    @Test
    void withoutATerminal_nothingIsCut() throws IOException {
        assertThat(lines(TOPICS.stats(), Layout.ANY).get(1))
                .startsWith(
                        "2026-11-26T20:15:40.123Z  1-1234567  2026-11-26T20:15:30.000Z  2026-11-26T20:16:00.000Z  UT");
        assertThat(lines(TOPICS.rejected(), Layout.ANY).get(1)).contains("23 h 59 min ahead.", "日本語\"}");
        assertThat(lines(TOPICS.raw(), Layout.ANY).get(1)).contains("424cdd21-063a-43a7-b91b-7ca1a833afae", "2.3.0");
    }

    @Test
    void chosenFields_shareTheLine() throws IOException {
        TableFormat format = TableFormat.of(
                new Fields(List.of("user_id", "device_id", "ip", "timestamp", "app_version")), layout(60), CLOCK);
        assertThat(written(format, TOPICS.raw())).allMatch(line -> line.length() <= 60);
    }

    private static List<String> lines(String topic, int width) throws IOException {
        Optional<TableFormat> format = TableFormat.of(topic, TOPICS, layout(width), CLOCK);
        return written(format.orElseThrow(), topic);
    }

    private static Layout layout(int width) {
        return width == Layout.ANY ? Layout.WHOLE : new Layout(width, true);
    }

    private static List<String> written(TableFormat format, String topic) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(
                new ConsumerRecord<>(
                        topic,
                        1,
                        1_234_567,
                        TIME.toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        null,
                        VALUES.get(topic).getBytes(StandardCharsets.UTF_8),
                        new RecordHeaders(),
                        Optional.empty()),
                out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
