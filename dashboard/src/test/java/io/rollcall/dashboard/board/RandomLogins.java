package io.rollcall.dashboard.board;

import io.rollcall.dashboard.board.WindowCases.SketchedRow;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Logins at random times, the rows that they give, and what any range of them must count: by lists and sets only. */
public final class RandomLogins {
    private static final Windowing WINDOWING = Windowing.DEFAULT;
    private static final List<String> LOCALES = List.of("CA", "NY", "UT", "WY");
    /** Few enough for exact sketches. */
    private static final int USERS = 150;

    private final Random random;
    private final List<Login> logins = new ArrayList<>();

    private record Login(long millis, String locale, String user, String device) {}

    public RandomLogins(long seed) {
        random = new Random(seed);
    }

    /** Adds up to 9 logins to each slide of a range (ms); about every third slide stays empty. */
    public RandomLogins add(long fromMillis, long toMillis) {
        for (long pane = fromMillis; pane < toMillis; pane += WINDOWING.slideMillis()) {
            for (int i = random.nextInt(3) == 0 ? 0 : random.nextInt(10); i > 0; i--) {
                add(pane + random.nextInt((int) WINDOWING.slideMillis()), LOCALES.get(random.nextInt(LOCALES.size())));
            }
        }
        return this;
    }

    /** Adds a login of a random user at this time (ms). */
    public RandomLogins add(long millis, String locale) {
        String user = "user " + random.nextInt(USERS);
        logins.add(new Login(millis, locale, user, user + random.nextInt(2)));
        return this;
    }

    /** The rows of every window that starts in a range (ms), in order of time. */
    public List<SketchedRow> rows(long fromMillis, long toMillis) {
        Map<Long, Map<String, List<Login>>> windows = new TreeMap<>();
        for (Login login : logins) {
            for (Window window : WINDOWING.windowsOf(WINDOWING.paneOf(login.millis))) {
                if (fromMillis <= window.startMillis() && window.startMillis() < toMillis) {
                    windows.computeIfAbsent(window.startMillis(), start -> new TreeMap<>())
                            .computeIfAbsent(login.locale, locale -> new ArrayList<>())
                            .add(login);
                }
            }
        }
        List<SketchedRow> rows = new ArrayList<>();
        windows.forEach((start, locales) -> locales.forEach((locale, found) -> rows.add(WindowCases.row(
                start,
                locale,
                found.size(),
                found.stream().map(Login::user).toList(),
                found.stream().map(Login::device).toList()))));
        return rows;
    }

    /** Start of the first window with logins, ms. */
    public long firstWindow() {
        return logins.stream()
                .mapToLong(login -> WINDOWING
                        .windowsOf(WINDOWING.paneOf(login.millis))
                        .get(0)
                        .startMillis())
                .min()
                .orElseThrow();
    }

    /** End of the last slide with logins, ms. */
    public long lastSlideEnd() {
        return logins.stream()
                .mapToLong(login -> WINDOWING.paneOf(login.millis) + WINDOWING.slideMillis())
                .max()
                .orElseThrow();
    }

    /** The nationwide numbers of a range, ms. */
    public Totals nationwide(long fromMillis, long toMillis) {
        return totals(login -> within(login, fromMillis, toMillis));
    }

    /** The numbers of the locales that have logins in a range, ms. */
    public Map<String, Totals> byLocale(long fromMillis, long toMillis) {
        Map<String, Totals> byLocale = new TreeMap<>();
        for (Login one : logins) {
            if (within(one, fromMillis, toMillis)) {
                byLocale.computeIfAbsent(
                        one.locale,
                        locale -> totals(login -> login.locale.equals(locale) && within(login, fromMillis, toMillis)));
            }
        }
        return byLocale;
    }

    private static boolean within(Login login, long fromMillis, long toMillis) {
        return fromMillis <= login.millis && login.millis < toMillis;
    }

    private Totals totals(Predicate<Login> chosen) {
        Collection<Login> found = logins.stream().filter(chosen).toList();
        Set<String> users = new HashSet<>();
        Set<String> devices = new HashSet<>();
        found.forEach(login -> {
            users.add(login.user);
            devices.add(login.device);
        });
        return new Totals(found.size(), users.size(), devices.size());
    }
}
