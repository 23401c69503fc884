package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.board.WindowCases;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.List;

/** States of a server in which its answers differ in form. */
public enum ServerState {
    /** Before any login, and before any job has reported. */
    EMPTY {
        @Override
        public void setUp(TestServer on) {}
    },
    /** All numbers are present, some windows are final, everything works. */
    WORKING {
        @Override
        public void setUp(TestServer on) {
            logins(on.board);
            failedLogins(on.board);
            rejectedLogins(on.board);
            on.board.applyLate(new EventId(0, 9), TestServer.NOW);
            on.reportSkipped(TestServer.NOW - 10_000, 7);
            on.report(JobName.STATS, TestServer.NOW, 0);
        }
    },
    /** A job is silent. */
    STALE {
        @Override
        public void setUp(TestServer on) {
            logins(on.board);
            on.feed.others = () -> {
                throw new UserError("cannot reach Kafka at localhost:29092 within 5 s: start it");
            };
            on.report(JobName.CLEAN, TestServer.NOW - 31_000, 0);
            on.report(JobName.STATS, TestServer.NOW, 0);
        }
    },
    /** Logins were dropped. */
    DOWN {
        @Override
        public void setUp(TestServer on) {
            on.report(JobName.CLEAN, TestServer.NOW, 0);
            on.report(JobName.STATS, TestServer.NOW, 3);
        }
    };

    /** Brings a new server into this state. */
    public abstract void setUp(TestServer on);

    /** Applies rows of a few windows and locales. */
    public static void logins(StatsBoard board) {
        login(board, TestServer.START - 30_000, "UT", 3);
        login(board, TestServer.START, "UT", 4);
        login(board, TestServer.START, "UNK", 1);
        login(board, TestServer.START + 10_000, "OTHER", 5);
        login(board, TestServer.START + 40_000, "NY", 2);
    }

    private static void login(StatsBoard board, long start, String locale, int logins) {
        WindowCases.row(start, locale, logins, List.of("user"), List.of("device"))
                .applyTo(board, TestServer.NOW);
    }

    /** Applies rows with failed logins: with logins of the same locale, and without. */
    public static void failedLogins(StatsBoard board) {
        WindowCases.row(TestServer.START, "UT", 4, List.of("user"), List.of("device"))
                .withFailed(List.of("user"), List.of("INVALID_CREDENTIALS", "INVALID_CREDENTIALS", "LOCKED_OUT"))
                .applyTo(board, TestServer.NOW);
        for (long start = TestServer.START; start <= TestServer.START + 40_000; start += 10_000) {
            WindowCases.row(start, "CA", 0, List.of(), List.of())
                    .withFailed(List.of(), List.of("unknown"))
                    .applyTo(board, TestServer.NOW);
        }
    }

    /** Applies a record of each reason, and one of each form of the raw value. */
    public static void rejectedLogins(StatsBoard board) {
        for (RejectReason reason : RejectReason.values()) {
            String text = reason == RejectReason.TOMBSTONE ? null : "x".repeat(3_000);
            reject(board, reason, reason.ordinal(), text, null, false);
        }
        reject(board, RejectReason.MALFORMED_JSON, 100, "{", null, false);
        reject(board, RejectReason.MALFORMED_JSON, 101, null, new byte[] {-1, 0, 1}, true);
        reject(board, RejectReason.MALFORMED_JSON, 102, null, new byte[3_000], false);
        reject(board, RejectReason.MAPPING_ERROR, new EventId(0, 103, 2), "[]", null, false);
    }

    private static void reject(
            StatsBoard board, RejectReason reason, long offset, String text, byte[] bytes, boolean truncated) {
        reject(board, reason, new EventId(0, offset), text, bytes, truncated);
    }

    private static void reject(
            StatsBoard board, RejectReason reason, EventId id, String text, byte[] bytes, boolean truncated) {
        RejectedLogin login =
                new RejectedLogin(reason, "It broke a rule.", "user-login", id, TestServer.NOW, text, bytes, truncated);
        ObjectNode json = (ObjectNode) Json.readTree(LoginJson.write(login));
        json.putObject("stored")
                .put("partition", 1)
                .put("offset", id.offset())
                .put("timestamp", IsoTime.format(TestServer.NOW + id.offset()))
                .put("replayable", !truncated && reason != RejectReason.TOMBSTONE && id.element() == EventId.WHOLE);
        board.applyRejected(json, TestServer.NOW + id.offset());
    }
}
