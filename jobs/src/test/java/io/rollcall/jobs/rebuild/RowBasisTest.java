package io.rollcall.jobs.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.testkit.geo.LocatedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowBasisTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final Map<String, String> IDS = Map.of("user-login", "a", "user-login-clean", "b");
    private static final RowBasis BASIS = RowBasis.of(SETTINGS, IDS);

    @Test
    void settingsThatDefineRows_changeTheDefinition_andOthersDoNot() {
        Map.of(
                        SettingKey.WINDOW_LENGTH, "40s",
                        SettingKey.WINDOW_SLIDE, "5s",
                        SettingKey.LOCALES, "UT,CA",
                        SettingKey.LATENESS, "2m",
                        SettingKey.FUTURE_TOLERANCE, "10s",
                        SettingKey.SOURCE, "okta")
                .forEach((key, value) -> assertThat(
                                RowBasis.of(SETTINGS.with(key, value), IDS).definition())
                        .as(key.key())
                        .isNotEqualTo(BASIS.definition()));
        assertThat(RowBasis.of(SETTINGS.with(SettingKey.STATS_DELAY, "9m"), IDS))
                .isEqualTo(BASIS);
        assertThat(RowBasis.of(SETTINGS.with(SettingKey.SOURCE, "rollcall"), IDS))
                .isEqualTo(BASIS);
    }

    @Test
    void anotherDatabase_changesTheDefinition_andAnotherPathDoesNot(@TempDir Path folder) throws IOException {
        Path november = LocatedDatabase.write(folder.resolve("a.mmdb"), Instant.parse("2026-11-01T00:00:00Z"));
        Path moved = Files.copy(november, folder.resolve("b.mmdb"));
        Path december = LocatedDatabase.write(folder.resolve("c.mmdb"), Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(definition(november)).isEqualTo(definition(moved)).isNotEqualTo(definition(december));
        assertThat(definition(november)).isNotEqualTo(BASIS.definition());
    }

    private static String definition(Path database) {
        return RowBasis.of(SETTINGS.with(SettingKey.GEO_DATABASE, database.toString()), IDS)
                .definition();
    }

    @Test
    void idsOfTopics_areToldApart_andMayBeUnknown() {
        RowBasis recreated = RowBasis.of(SETTINGS, Map.of("user-login", "c"));
        assertThat(recreated.raw()).isNotEqualTo(BASIS.raw());
        assertThat(recreated.clean()).isEmpty();
        for (RowBasis basis : new RowBasis[] {BASIS, recreated}) {
            assertThat(RowBasis.of(new RecordHeaders().add(RowBasis.HEADER, basis.toBytes())))
                    .contains(basis);
        }
        assertThat(RowBasis.of(new RecordHeaders())).isEmpty();
        assertThat(RowBasis.of(new RecordHeaders().add(RowBasis.HEADER, new byte[] {'x'})))
                .isEmpty();
    }
}
