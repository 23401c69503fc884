package io.rollcall.source;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginOutcome;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectionDetail;
import io.rollcall.model.login.UnjudgedLogin;
import io.rollcall.model.place.AddressLocator;
import io.rollcall.model.place.PlaceSource;
import io.rollcall.model.place.Region;
import io.rollcall.source.mapping.MappingKey;
import java.util.OptionalLong;

/** A mapped login before the cleaning rules. Sentences name the keys of the mapping. */
record MappedCandidate(MappedLogin login) implements UnjudgedLogin {
    /** A source that knows who failed to sign in may not say so, for example if it knows no such user. */
    @Override
    public String missingUser(RawRecord raw) {
        return login.user() == null && login.outcome() != LoginOutcome.FAILURE ? missing(MappingKey.USER) : null;
    }

    @Override
    public String invalidField() {
        String problem = tooLong(MappingKey.USER, login.user());
        problem = problem == null ? tooLong(MappingKey.DEVICE, login.device()) : problem;
        problem = problem == null ? tooLong(MappingKey.DEVICE_ID, login.deviceId()) : problem;
        problem = problem == null ? tooLong(MappingKey.APP_VERSION, login.appVersion()) : problem;
        problem = problem == null ? tooLong(MappingKey.REASON, login.reason()) : problem;
        return problem == null ? tooLong(MappingKey.EVENT_ID, login.eventId()) : problem;
    }

    private static String tooLong(MappingKey key, String text) {
        return LoginCleaner.isTooLong(text) ? RejectionDetail.tooLong(key.yamlName(), text) : null;
    }

    @Override
    public String missingTime(RawRecord raw) {
        return login.timeText() == null ? missing(MappingKey.TIME) : null;
    }

    private static String missing(MappingKey key) {
        return key.yamlName() + " is missing: its expression gives nothing, null or a blank text.";
    }

    @Override
    public OptionalLong timeMillis() {
        return login.timeMillis() == null ? OptionalLong.empty() : OptionalLong.of(login.timeMillis());
    }

    @Override
    public String invalidTime() {
        return RejectionDetail.invalidTime(
                timeName(), login.timeText(), "name it with " + MappingKey.TIME_ZONE.yamlName());
    }

    @Override
    public String timeName() {
        return MappingKey.TIME.yamlName();
    }

    @Override
    public String timeText() {
        return login.timeText();
    }

    @Override
    public CleanLogin normalized(EventId id, long timeMillis, AddressLocator locator) {
        String locale = login.place();
        PlaceSource source = null;
        if (locator != null) {
            source = PlaceSource.EVENT;
            if (locale == null) {
                locale = login.addresses() == null ? null : locator.locale(login.addresses());
                source = locale == null ? PlaceSource.NONE : PlaceSource.ADDRESS;
            }
        }
        return new CleanLogin(
                id,
                login.user(),
                login.appVersion(),
                LoginCleaner.deviceType(login.device()),
                login.ip(),
                locale == null ? Region.UNKNOWN : locale,
                login.deviceId(),
                timeMillis,
                login.outcome(),
                login.reason(),
                login.eventId(),
                source);
    }
}
