package io.rollcall.jobs.tally;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes clean logins as a source of one kind has them: with or without outcomes, ids, repeats, and several per record. */
final class RandomSource {
    private final Random random;
    private final boolean haveOutcomes;
    private final boolean haveIds;
    private final boolean haveElements;
    private final int reasons;
    private long offset;

    private RandomSource(Random random) {
        this.random = random;
        haveOutcomes = random.nextInt(4) > 0;
        haveIds = random.nextInt(3) > 0;
        haveElements = random.nextBoolean();
        reasons = random.nextBoolean() ? 3 : 300;
    }

    static RandomSource of(Random random) {
        return new RandomSource(random);
    }

    List<CleanLogin> logins(int count) {
        List<CleanLogin> logins = new ArrayList<>();
        while (logins.size() < count) {
            boolean isRepeat = haveIds && !logins.isEmpty() && random.nextInt(4) == 0;
            CleanLogin again = isRepeat ? logins.get(random.nextInt(logins.size())) : null;
            EventId id = new EventId(random.nextInt(3), offset++, haveElements ? random.nextInt(3) : EventId.WHOLE);
            logins.add(
                    again == null || again.sourceEventId() == null
                            ? login(id)
                            : login(
                                    id,
                                    again.userId(),
                                    again.deviceId(),
                                    name(again),
                                    again.failureReason(),
                                    again.sourceEventId()));
        }
        return logins;
    }

    private CleanLogin login(EventId id) {
        String outcome = !haveOutcomes || random.nextInt(5) == 0 ? null : random.nextBoolean() ? "success" : "failure";
        boolean failed = "failure".equals(outcome);
        String user = failed && random.nextInt(3) == 0 ? null : "u" + random.nextInt(40);
        String reason = failed && random.nextInt(5) > 0 ? "reason " + random.nextInt(reasons) : null;
        String sourceId = haveIds && random.nextInt(5) > 0 ? "e" + random.nextInt(400) : null;
        return login(id, user, random.nextBoolean() ? "d" + random.nextInt(30) : null, outcome, reason, sourceId);
    }

    private static String name(CleanLogin login) {
        return login.outcome() == null ? null : login.outcome().wireName();
    }

    static CleanLogin login(
            EventId id, String user, String device, String outcome, String reason, String sourceEventId) {
        LoginOutcome parsed = outcome == null ? null : LoginOutcome.named(outcome);
        return new CleanLogin(id, user, null, null, null, "TX", device, 0, parsed, reason, sourceEventId);
    }
}
