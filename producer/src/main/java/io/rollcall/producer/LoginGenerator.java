package io.rollcall.producer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An endless source of synthetic raw logins. The same seed and the same clock give the same logins. There are 100,000
 * users with one to three devices each. They are spread over the US regions, and over countries if asked for, in
 * proportion to the inhabitants, and mostly log in from home. The spelling of device types varies as it does in real applications. Event times come from the
 * clock, in milliseconds. For one thread.
 */
public final class LoginGenerator implements LoginSource {
    private static final String[] APP_VERSIONS = quoted("2.3.0", "2.3.1", "2.4.0", "2.2.9", "3.0.0-beta");
    private static final String[] ANDROID = quoted("android", "Android", " Android", "ANDROID", "android ");
    private static final String[] IOS = quoted("iOS", "ios", "iOS ", "IOS", "I Phone", "iPhone", "i\u00a0Phone");
    /** The share of logins from the user's home region. */
    private static final double AT_HOME = 0.95;
    /** The share of logins whose locale is null. */
    private static final double NO_LOCALE = 0.01;
    /** Users retry immediately: a login is repeated only while it is this recent (ms). */
    private static final long MAX_RETRY_MILLIS = 5_000;

    private final LoginMix mix;
    private final Clock clock;
    private final SplittableRandom random;
    private final Places places;
    private final Population population;
    private LoginRecord newest;
    private long newestMillis;

    /** A generator of logins from the US, with this seed, mix and clock. */
    public LoginGenerator(long seed, LoginMix mix, Clock clock) {
        this(seed, mix, clock, Set.of());
    }

    /** The same with logins from those countries, too, that are among these locales. */
    public LoginGenerator(long seed, LoginMix mix, Clock clock, Set<String> locales) {
        this.places = Places.of(locales);
        this.mix = mix;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
        this.population = new Population(seed, places);
    }

    private enum Kind {
        REPEATED,
        DIRTY,
        LATE,
        TOO_LATE,
        PLAIN
    }

    @Override
    public LoginRecord next() {
        long now = clock.millis();
        Kind kind = drawKind();
        if (kind == Kind.REPEATED && newest != null && now - newestMillis <= MAX_RETRY_MILLIS) {
            return newest;
        }
        int user = random.nextInt(Population.USERS);
        String id = population.id(user);
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        if (kind == Kind.DIRTY) {
            return DirtyLogins.spoil(draft(user, id, now), key, random);
        }
        long delay =
                switch (kind) {
                    case LATE -> random.nextLong(5_000, 50_001);
                    case TOO_LATE -> random.nextLong(70_000, 300_001);
                    default -> 0;
                };
        newest = new LoginRecord(key, draft(user, id, now - delay).bytes());
        newestMillis = now;
        return newest;
    }

    private Kind drawKind() {
        double draw = random.nextDouble();
        if ((draw -= mix.duplicates()) < 0) {
            return Kind.REPEATED;
        }
        if ((draw -= mix.dirty()) < 0) {
            return Kind.DIRTY;
        }
        if ((draw -= mix.late()) < 0) {
            return Kind.LATE;
        }
        return draw < mix.tooLate() ? Kind.TOO_LATE : Kind.PLAIN;
    }

    private LoginDraft draft(int user, String id, long eventMillis) {
        long device = population.device(user, random.nextInt(population.devices(user)));
        String[] spellings = (device & 1) == 0 ? ANDROID : IOS;
        return new LoginDraft(
                quote(id),
                APP_VERSIONS[(int) Long.remainderUnsigned(device, APP_VERSIONS.length)],
                spellings[random.nextInt(spellings.length)],
                ip(),
                locale(user),
                deviceId(device),
                random.nextBoolean() ? Long.toString(eventMillis) : quote(Long.toString(eventMillis)));
    }

    private String locale(int user) {
        double draw = random.nextDouble();
        if (draw < NO_LOCALE) {
            return "null";
        }
        int place = draw < NO_LOCALE + (1 - NO_LOCALE) * AT_HOME ? population.home(user) : places.of(random.nextLong());
        return places.literal(place, random);
    }

    private String ip() {
        int bits = random.nextInt();
        return "\"" + (1 + (bits >>> 24) % 223) + '.' + (bits >> 16 & 255) + '.' + (bits >> 8 & 255) + '.'
                + (bits & 255) + '"';
    }

    /** Nine digits in groups, as in {@code 593-47-5928}. */
    private static String deviceId(long device) {
        long digits = Long.remainderUnsigned(device >>> 1, 1_000_000_000L) + 1_000_000_000L;
        String text = Long.toString(digits);
        return new StringBuilder(13)
                .append('"')
                .append(text, 1, 4)
                .append('-')
                .append(text, 4, 6)
                .append('-')
                .append(text, 6, 10)
                .append('"')
                .toString();
    }

    private static String[] quoted(String... texts) {
        String[] literals = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            literals[i] = quote(texts[i]);
        }
        return literals;
    }

    private static String quote(String plain) {
        return '"' + plain + '"';
    }
}
