package io.rollcall.testkit.oracle;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the times of raw records as the oracle understands them, as big decimals. */
final class RawTime {
    private static final Pattern UNIX_TIME = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern ISO_TIME =
            Pattern.compile("(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<minute>[0-9]{2}:[0-9]{2})"
                    + "(:(?<second>[0-5][0-9])([.,](?<fraction>[0-9]+))?)? ?(?<offset>[Zz]|[+-][0-9]{2}(:?[0-9]{2})?)");
    private static final BigDecimal YEAR_2000 = BigDecimal.valueOf(946_684_800_000L);

    private RawTime() {}

    /** From 1970 to the year 9999. */
    static long ofKafka(ConsumerRecord<byte[], byte[]> record) {
        return Math.min(Math.max(record.timestamp(), 0), 253_402_300_799_999L);
    }

    /** Whether a text is a time that a login may have. */
    static boolean isValid(String time) {
        BigDecimal value = value(RawFields.trim(time));
        return value != null && value.compareTo(YEAR_2000) >= 0;
    }

    /** The time (ms) of a text that has one. */
    static long millis(String time) {
        return value(RawFields.trim(time)).longValue();
    }

    /** In ms; null if it is no time. */
    private static BigDecimal value(String time) {
        Matcher iso = ISO_TIME.matcher(time);
        if (iso.matches()) {
            String fraction = iso.group("fraction") == null ? "0" : iso.group("fraction");
            try {
                long second = LocalDateTime.parse(iso.group("date") + "T" + iso.group("minute"))
                        .plusSeconds(iso.group("second") == null ? 0 : Long.parseLong(iso.group("second")))
                        .toEpochSecond(ZoneOffset.of(iso.group("offset").toUpperCase(Locale.ROOT)));
                return new BigDecimal(second + "." + fraction).movePointRight(3);
            } catch (DateTimeException noSuchTime) {
                return null;
            }
        }
        if (!UNIX_TIME.matcher(time).matches()) {
            return null;
        }
        BigDecimal value = new BigDecimal(withShortExponents(time));
        int digits = value.precision() - value.scale();
        if (digits > 19) {
            return value.signum() == 0 ? value : null;
        }
        return value.movePointRight(digits <= 11 ? 3 : digits <= 14 ? 0 : digits <= 17 ? -3 : -6);
    }

    /**
     * BigDecimal allows at most ten digits of exponent. A value with more is outside any valid time, so a shorter
     * exponent gives the same result.
     */
    static String withShortExponents(String text) {
        return text.replaceAll("(?<e>[eE][+-]?)0*[0-9]{6,}", "${e}99999");
    }
}
