package io.rollcall.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.model.login.RejectReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Turns valid logins into records that are rejected, for every reason that a record in the built-in form may have. */
final class DirtyLogins {
    /** For each reason, functions from a valid draft to a value that is rejected for it. */
    private static final Map<RejectReason, List<Function<LoginDraft, byte[]>>> SPOILERS =
            new EnumMap<>(RejectReason.class);

    static {
        SPOILERS.put(RejectReason.TOMBSTONE, List.of(login -> null));
        SPOILERS.put(
                RejectReason.MALFORMED_JSON,
                List.of(
                        login -> new byte[0],
                        login -> "hello".getBytes(UTF_8),
                        login -> "null".getBytes(UTF_8),
                        login -> text(login.json().substring(0, login.json().length() / 2)),
                        login -> text(login.json() + login.json()),
                        login -> text("[" + login.json() + "]"),
                        login -> text(login.json().replace('"', '\'')),
                        login -> text(login.json().replace("}", ",}")),
                        login -> text("/* login */ " + login.json()),
                        login -> text("\uFEFF" + login.json()),
                        login -> login.json().getBytes(UTF_16),
                        login -> login.withLocale("\"\u00ff\"").json().getBytes(ISO_8859_1),
                        login -> login.withDeviceId("\"\\ud800\"").bytes(),
                        login -> login.withDeviceId("[".repeat(1_001) + "]".repeat(1_001))
                                .bytes(),
                        login -> login.withTimestamp("1".repeat(1_001)).bytes(),
                        login -> login.withTimestamp("NaN").bytes()));
        SPOILERS.put(
                RejectReason.MISSING_USER_ID,
                List.of(
                        login -> login.withUserId(null).bytes(),
                        login -> login.withUserId("null").bytes(),
                        login -> login.withUserId("\" \u00a0\"").bytes()));
        SPOILERS.put(
                RejectReason.INVALID_FIELD,
                List.of(
                        login -> login.withUserId("{\"id\": 1}").bytes(),
                        login -> login.withLocale("[\"UT\"]").bytes(),
                        login -> login.withDeviceId('"' + "9".repeat(4_097) + '"')
                                .bytes()));
        SPOILERS.put(
                RejectReason.MISSING_TIMESTAMP,
                List.of(
                        login -> login.withTimestamp(null).bytes(),
                        login -> login.withTimestamp("null").bytes(),
                        login -> login.withTimestamp("\" \"").bytes()));
        SPOILERS.put(
                RejectReason.INVALID_TIMESTAMP,
                List.of(
                                "\"yesterday\"",
                                "\"0x65000000\"",
                                "true",
                                "{\"s\": 1}",
                                "0",
                                "946684799",
                                "-1694479551",
                                "1e40")
                        .stream()
                        .<Function<LoginDraft, byte[]>>map(
                                literal -> login -> login.withTimestamp(literal).bytes())
                        .toList());
        // The year 3000: ahead of Kafka's clock, however long the record takes to arrive.
        SPOILERS.put(
                RejectReason.FUTURE_TIMESTAMP,
                List.of(
                        login -> login.withTimestamp("32503680000").bytes(),
                        login -> login.withTimestamp("\"32503680000000\"").bytes()));
    }

    private static final List<RejectReason> REASONS = List.copyOf(SPOILERS.keySet());

    private DirtyLogins() {}

    /** A record that is rejected. All reasons are equally likely, and so are all spoilers of a reason. */
    static LoginRecord spoil(LoginDraft login, byte[] key, SplittableRandom random) {
        RejectReason reason = REASONS.get(random.nextInt(REASONS.size()));
        List<Function<LoginDraft, byte[]>> spoilers = SPOILERS.get(reason);
        byte[] value = spoilers.get(random.nextInt(spoilers.size())).apply(login);
        return new LoginRecord(reason == RejectReason.MISSING_USER_ID ? null : key, value);
    }

    private static byte[] text(String json) {
        return json.getBytes(UTF_8);
    }
}
