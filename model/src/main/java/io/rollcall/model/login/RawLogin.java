package io.rollcall.model.login;

import io.rollcall.model.place.AddressLocator;
import io.rollcall.model.place.Locales;
import io.rollcall.model.place.PlaceNames;
import io.rollcall.model.place.PlaceSource;
import io.rollcall.model.place.Region;
import io.rollcall.model.text.WhiteSpace;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The fields of a raw login in the built-in form, before any rule has been applied.
 *
 * @param texts the text of each field; a number or boolean is its literal text. No text where the field is absent,
 *     null, or one of {@code structures}
 * @param structures the fields that hold an object or an array instead of a text
 */
record RawLogin(Map<RawField, String> texts, Set<RawField> structures) implements UnjudgedLogin {
    private static final Set<RawField> TEXT_FIELDS = EnumSet.complementOf(EnumSet.of(RawField.TIMESTAMP));

    /** The text of a field, or null. */
    String text(RawField field) {
        return texts.get(field);
    }

    /** Whether a field is absent, null, or consists of white space alone. */
    private boolean isMissing(RawField field) {
        return !structures.contains(field)
                && (text(field) == null || WhiteSpace.trim(text(field)).isEmpty());
    }

    @Override
    public String missingUser(RawRecord raw) {
        return missing(RawField.USER_ID, raw);
    }

    @Override
    public String invalidField() {
        for (RawField field : TEXT_FIELDS) {
            if (structures.contains(field)) {
                return field.jsonName() + " holds an object or an array.";
            }
            if (LoginCleaner.isTooLong(text(field))) {
                return RejectionDetail.tooLong(field.jsonName(), text(field));
            }
        }
        return null;
    }

    @Override
    public String missingTime(RawRecord raw) {
        return missing(RawField.TIMESTAMP, raw);
    }

    private String missing(RawField field, RawRecord raw) {
        return isMissing(field) ? RejectionDetail.missing(field, raw.value(), this) : null;
    }

    @Override
    public OptionalLong timeMillis() {
        String text = timeText();
        return text == null ? OptionalLong.empty() : EventTime.parseMillis(text);
    }

    @Override
    public String invalidTime() {
        return RejectionDetail.invalidTime(timeName(), timeText(), "add its offset, such as Z");
    }

    @Override
    public String timeName() {
        return RawField.TIMESTAMP.jsonName();
    }

    @Override
    public String timeText() {
        return text(RawField.TIMESTAMP);
    }

    @Override
    public CleanLogin normalized(EventId id, long timeMillis, AddressLocator locator) {
        String deviceId = isMissing(RawField.DEVICE_ID) ? null : text(RawField.DEVICE_ID);
        String said = isMissing(RawField.LOCALE) ? null : WhiteSpace.trim(text(RawField.LOCALE));
        String locale = said == null ? null : locale(said);
        PlaceSource source = null;
        if (locator != null) {
            boolean isNamed = isPlace(locale);
            String found = isNamed || text(RawField.IP) == null ? null : locator.locale(text(RawField.IP));
            source = isNamed ? PlaceSource.EVENT : found == null ? PlaceSource.NONE : PlaceSource.ADDRESS;
            locale = found == null ? locale : found;
        }
        if (locale == null) {
            locale = said == null ? Region.UNKNOWN : said.toUpperCase(Locale.ROOT);
        }
        return new CleanLogin(
                id,
                WhiteSpace.trim(text(RawField.USER_ID)),
                text(RawField.APP_VERSION),
                LoginCleaner.deviceType(text(RawField.DEVICE_TYPE)),
                text(RawField.IP),
                locale,
                deviceId,
                timeMillis,
                null,
                null,
                null,
                source);
    }

    /** The locale that a trimmed text names; null if no table knows it. Any two letters stay as they are. */
    static String locale(String said) {
        // Most records have the code of a US state, which needs no table.
        boolean isCode = said.length() == 2 && isLetter(said.charAt(0)) && isLetter(said.charAt(1));
        return isCode ? said.toUpperCase(Locale.ROOT) : PlaceNames.locale(said);
    }

    /** Whether what {@link #locale} gives is a place. */
    static boolean isPlace(String locale) {
        return locale != null && (locale.length() != 2 || Locales.isTwoLetterCode(locale));
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
