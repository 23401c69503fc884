package io.rollcall.source;

import io.rollcall.model.login.LoginOutcome;
import io.rollcall.model.place.Address;
import io.rollcall.model.place.PlaceNames;
import io.rollcall.model.text.WhiteSpace;
import io.rollcall.source.compile.Compiled;
import io.rollcall.source.jq.Budget;
import io.rollcall.source.jq.JqError;
import io.rollcall.source.jq.LimitException;
import io.rollcall.source.jq.Num;
import io.rollcall.source.jq.Values;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.TimeFormat;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a login of the expressions' values on one element. */
final class LoginBuilder {
    private final boolean hasWhen;
    private final Set<String> success;
    private final TimeFormat timeFormat;

    LoginBuilder(Mapping mapping, TimeFormat timeFormat) {
        this.hasWhen = mapping.text(MappingKey.WHEN) != null;
        this.success = mapping.success().stream().map(WhiteSpace::trim).collect(Collectors.toUnmodifiableSet());
        this.timeFormat = timeFormat;
    }

    /** An element to which the expressions are applied. */
    @FunctionalInterface
    interface Element {
        /** The first output of a key's expression; null if the mapping lacks the key, or {@link Compiled#NOTHING}. */
        Object first(MappingKey key, Budget budget);
    }

    /** An element does not give what a key wants. */
    private static final class FieldException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Mapped.Failed failed;

        FieldException(Mapped.Failed failed) {
            super(null, null, false, false);
            this.failed = failed;
        }
    }

    Mapped build(Element element, Budget budget) {
        try {
            if (hasWhen && !isTrue(value(element, MappingKey.WHEN, budget))) {
                return Mapped.Skipped.INSTANCE;
            }
            return new Mapped.Login(login(element, budget));
        } catch (FieldException e) {
            return e.failed;
        }
    }

    static Mapped.Failed failed(MappingKey key, RuntimeException e) {
        return new Mapped.Failed(key, "The expression of " + key.yamlName() + " fails: " + e.getMessage() + ".");
    }

    private MappedLogin login(Element element, Budget budget) {
        String user = text(element, MappingKey.USER, budget);
        String time = text(element, MappingKey.TIME, budget);
        String region = text(element, MappingKey.REGION, budget);
        String country = text(element, MappingKey.COUNTRY, budget);
        String ip = text(element, MappingKey.IP, budget);
        String device = text(element, MappingKey.DEVICE, budget);
        String deviceId = text(element, MappingKey.DEVICE_ID, budget);
        String appVersion = text(element, MappingKey.APP_VERSION, budget);
        LoginOutcome outcome = outcome(text(element, MappingKey.OUTCOME, budget));
        String reason = outcome == LoginOutcome.FAILURE ? text(element, MappingKey.REASON, budget) : null;
        String eventId = text(element, MappingKey.EVENT_ID, budget);
        OptionalLong millis = time == null ? OptionalLong.empty() : timeFormat.parseMillis(time);
        return new MappedLogin(
                user,
                time,
                millis.isPresent() ? (Long) millis.getAsLong() : null,
                PlaceNames.locale(region, country),
                country,
                ip == null ? null : Address.of(ip),
                ip,
                device,
                deviceId,
                appVersion,
                outcome,
                reason,
                eventId);
    }

    private LoginOutcome outcome(String text) {
        if (text == null) {
            return null;
        }
        return success.contains(text) ? LoginOutcome.SUCCESS : LoginOutcome.FAILURE;
    }

    private static boolean isTrue(Object value) {
        return value != Compiled.NOTHING && Values.isTrue(value);
    }

    private static Object value(Element element, MappingKey key, Budget budget) {
        try {
            return element.first(key, budget);
        } catch (JqError | LimitException e) {
            throw new FieldException(failed(key, e));
        }
    }

    /** The value as text: trimmed, null where it is absent, null or blank. */
    private static String text(Element element, MappingKey key, Budget budget) {
        Object value = value(element, key, budget);
        if (value == null || value == Compiled.NOTHING) {
            return null;
        }
        if (value instanceof String text) {
            String trimmed = WhiteSpace.trim(text);
            return trimmed.isEmpty() ? null : trimmed;
        }
        if (value instanceof Num num) {
            return num.text();
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        throw new FieldException(new Mapped.Failed(
                key, "The expression of " + key.yamlName() + " gives an " + Values.type(value) + ", not a text."));
    }
}
