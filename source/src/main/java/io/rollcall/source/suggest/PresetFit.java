package io.rollcall.source.suggest;

import io.rollcall.model.login.LoginOutcome;
import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.source.Mapped;
import io.rollcall.source.MappedLogin;
import io.rollcall.source.Mapper;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.Presets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How well a mapping fits a sample.
 *
 * @param name the mapping's name
 * @param logins elements that are usable logins
 * @param failed how many of these failed
 * @param skipped elements that are no logins
 * @param unusable elements without time or user, on which an expression fails, and records that are not JSON
 * @param fields how many fields of the logins are filled
 */
record PresetFit(String name, int logins, int failed, int skipped, int unusable, int fields) {
    /** A preset that takes every record for a login fits by accident if it finds little more than user and time. */
    private static final double MIN_FIELDS = 4;

    /** The preset that makes most of the records usable logins; empty if none fits. */
    static Optional<PresetFit> best(List<SampleRecord> records) {
        PresetFit best = null;
        for (String name : Presets.names()) {
            Mapping preset = Presets.load(name);
            PresetFit fit = of(preset, records);
            boolean telling = preset.text(MappingKey.WHEN) != null || fit.fields >= MIN_FIELDS * fit.logins;
            if (fit.logins > 0 && fit.logins >= fit.unusable && telling && (best == null || fit.isBetterThan(best))) {
                best = fit;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean isBetterThan(PresetFit other) {
        return logins != other.logins ? logins > other.logins : fields > other.fields;
    }

    /** How a mapping fits. */
    static PresetFit of(Mapping mapping, List<SampleRecord> records) {
        Mapper mapper = new Mapper(mapping);
        int logins = 0;
        int failed = 0;
        int skipped = 0;
        int unusable = 0;
        int fields = 0;
        for (SampleRecord record : records) {
            List<Mapped> elements;
            try {
                elements = mapper.map(record.value());
            } catch (MalformedJsonException e) {
                unusable++;
                continue;
            }
            skipped += elements.isEmpty() ? 1 : 0;
            for (Mapped element : elements) {
                if (element instanceof Mapped.Skipped) {
                    skipped++;
                } else if (element instanceof Mapped.Login login && isUsable(login.login())) {
                    logins++;
                    failed += login.login().outcome() == LoginOutcome.FAILURE ? 1 : 0;
                    fields += fields(login.login());
                } else {
                    unusable++;
                }
            }
        }
        return new PresetFit(mapping.name(), logins, failed, skipped, unusable, fields);
    }

    private static boolean isUsable(MappedLogin login) {
        return login.timeMillis() != null && (login.user() != null || login.outcome() == LoginOutcome.FAILURE);
    }

    private static int fields(MappedLogin login) {
        return (int) Stream.of(
                        login.user(),
                        login.place(),
                        login.country(),
                        login.ip(),
                        login.device(),
                        login.deviceId(),
                        login.appVersion(),
                        login.outcome(),
                        login.reason(),
                        login.eventId())
                .filter(value -> value != null)
                .count();
    }

    /** The numbers, as part of a sentence. */
    String counts() {
        return logins + " login" + (logins == 1 ? "" : "s") + (failed > 0 ? " (" + failed + " failed)" : "") + ", "
                + skipped + " skipped, " + unusable + " not usable";
    }
}
