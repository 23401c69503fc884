package io.rollcall.source.suggest;

import io.rollcall.model.login.EventTime;
import io.rollcall.source.mapping.TimeFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Finds when an event happened. */
final class Times {
    private static final double MIN_SCORE = 1.5;
    /** The part of a field's values that must be times: a sample may hold a broken one. */
    private static final double MIN_TIMES = 0.8;

    private static final long YEAR_2001 = 978_307_200_000L;
    private static final long YEAR_2100 = 4_102_444_800_000L;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private static final Set<String> NAMES = Words.set("""
        time timestamp ts date datetime published created occurred eventtime at when isotimestamp logged utc
        epoch timestampms eventdate moment datetimeutc\
        """);

    private static final Set<String> BEST_NAMES = Words.set("""
        time timestamp published eventtime eventtimestamp occurredat datetime eventdate ts createddatetime
        isotimestamp eventcreated timegenerated loggedat when\
        """);

    /** Beside a name of times: it is that of the event. */
    private static final Set<String> EVENTS = Set.of("login", "logon", "signin", "event");

    private static final Set<String> WRONG = Words.set("""
        expires expiry expiration exp valid until birth modified updated update ingested ingest ingestion
        indexed received processed previous last next end ended nbf iat since password credential hired auth
        delivered duration version id registered member collected observed forwarded not\
        """);

    private static final Set<String> WRONG_PARENTS = Words.set("""
        session certificate token device attributes credential password mfa user actor account cert enrollment
        meta\
        """);

    /** Forms that sources use beside ISO-8601 and Unix times. */
    private static final List<String> FORMATS = List.of(
            "dd/MMM/yyyy:HH:mm:ss Z",
            "EEE MMM d HH:mm:ss z yyyy",
            "EEE, d MMM yyyy HH:mm:ss z",
            "EEE, d MMM yyyy HH:mm:ss Z",
            "yyyy-MM-dd HH:mm:ss z",
            "yyyy-MM-dd'T'HH:mm:ss[.SSS]z",
            "yyyy/MM/dd HH:mm:ss[.SSS]",
            "M/d/yyyy HH:mm:ss",
            "M/d/yyyy h:mm:ss a",
            "M/d/yyyy, h:mm:ss a",
            "d.M.yyyy HH:mm:ss",
            "d MMM yyyy HH:mm:ss",
            "MMM d yyyy HH:mm:ss",
            "MMM d, yyyy h:mm:ss a",
            "MMM d, yyyy HH:mm:ss",
            "yyyyMMdd'T'HHmmssX",
            "yyyyMMddHHmmss");

    /**
     * How the values of a field are read.
     *
     * @param format null if it needs none
     * @param zone null if it needs none
     */
    record Form(String format, String zone, TimeFormat reader) {
        static Form of(String format, String zone) {
            return new Form(format, zone, new TimeFormat(format, zone));
        }

        OptionalLong parse(String text) {
            return reader.parseMillis(text);
        }
    }

    private static final Form USUAL = Form.of(null, null);
    private static final List<Form> OTHERS = otherForms();

    private static List<Form> otherForms() {
        List<Form> forms = new ArrayList<>(List.of(Form.of(null, "UTC")));
        FORMATS.forEach(format -> forms.add(Form.of(format, format.matches(".*[zZX].*") ? null : "UTC")));
        return forms;
    }

    /** The field of the time. */
    record Found(List<Candidate> chosen, List<Candidate> sorted, Form form) {}

    private final Sample sample;

    Times(Sample sample) {
        this.sample = sample;
    }

    Optional<Found> find() {
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : sample.fields()) {
            if (field.count() > 0 && sample.coverage(field) > 0.02) {
                form(field).ifPresent(form -> candidates.add(new Candidate(field, score(field, form))));
            }
        }
        List<Candidate> sorted = Candidate.sorted(candidates, MIN_SCORE);
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        Form form = form(sorted.get(0).field()).orElseThrow();
        List<Candidate> alike = sorted.stream()
                .filter(candidate -> form(candidate.field()).equals(Optional.of(form)))
                .toList();
        return Optional.of(new Found(Candidate.cover(alike, sample.elements()), sorted, form));
    }

    /** How the values of a field are read; empty if they are no times. */
    static Optional<Form> form(Field field) {
        if (field.hasType(Field.Type.BOOLEAN) || field.longest() > 60) {
            return Optional.empty();
        }
        List<Form> forms = new ArrayList<>(List.of(USUAL));
        String first = field.values().isEmpty() ? "" : field.values().get(0).trimmed();
        if (first.matches(".*[0-9]{2}.*")
                && first.length() >= 10
                && EventTime.parseMillis(first).isEmpty()) {
            forms.addAll(OTHERS);
        }
        return forms.stream()
                .filter(form -> field.share(value -> isTime(value, form)) >= MIN_TIMES)
                .findFirst();
    }

    private static boolean isTime(Field.Value value, Form form) {
        OptionalLong millis = form.parse(value.trimmed());
        return millis.isPresent() && millis.getAsLong() >= YEAR_2001 && millis.getAsLong() < YEAR_2100;
    }

    private double score(Field field, Form form) {
        FieldPath path = field.path();
        String name = path.squeezed();
        List<String> last = path.last();
        double score = 0;
        if (BEST_NAMES.contains(name)) {
            score += 3;
        } else if (Words.any(last, NAMES)) {
            score += 2.2;
        }
        score += score > 0 && Words.any(last, EVENTS) ? 1 : 0;
        boolean numbers = field.share(value -> value.trimmed().matches("[0-9.]+")) > 0.5;
        double near = nearness(field, form);
        if (numbers && score == 0 && near < 1.5) {
            return 0; // any number of ten digits is a time
        }
        score += numbers ? 0.8 : 1.2;
        score -= 2.5 * Math.min(2, Words.count(last, WRONG));
        score -= Words.any(path.parents(), WRONG_PARENTS) ? 1.2 : 0;
        score -= 0.25 * path.depth() + (path.isWithinArray() ? 2 : 0);
        int distinct = field.distinct().size();
        score += distinct == 1 && field.count() >= 5 ? -2 : 0.5 * distinct / field.count();
        return score + near + 2 * sample.coverage(field);
    }

    /** How near its times are to those of Kafka; 0 if these are not known. */
    private double nearness(Field field, Form form) {
        long[] distances = field.elements().stream()
                .filter(element -> sample.kafkaTime(element) != null)
                .mapToLong(element -> {
                    OptionalLong millis = form.parse(field.in(element).trimmed());
                    return millis.isPresent()
                            ? Math.abs(millis.getAsLong() - sample.kafkaTime(element))
                            : Long.MAX_VALUE;
                })
                .toArray();
        if (distances.length == 0) {
            return 0;
        }
        Arrays.sort(distances);
        long median = distances[distances.length / 2];
        return median <= HOUR ? 2 : median <= DAY ? 1 : median <= 30 * DAY ? 0.3 : 0;
    }
}
