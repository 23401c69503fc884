package io.rollcall.kafka.newest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherLocalesTest {
    private static final Settings US = Settings.defaults();

    @Test
    void countriesAreOther_inTheUnitedStatesAlone_andTheRemedyIsNamed() {
        OtherLocales others = of(US, "CAN", "UT", "RU", "CAN", "USA", "UNK");
        assertThat(others.counts()).containsOnlyKeys("CAN", "RU");
        assertThat(others.sample()).isEqualTo(6);
        assertThat(others.remedy())
                .contains("Set locales to world, or to a list of these, to count countries by their own name.");
        assertThat(of(US.with(SettingKey.LOCALES, "world"), "CAN", "UT", "RU", "USA")
                        .counts())
                .isEmpty();
    }

    @Test
    void whatNoTableKnows_hasNoRemedy() {
        assertThat(of(US, "ATLANTIS", "XX").remedy()).isEmpty();
        assertThat(of(US, "UT").remedy()).isEmpty();
    }

    /** Or else what is left out would tell of a hidden name whether it comes before a shown one. */
    @Test
    void namesThatAreNotSeen_areCountedTogether_beforeTheRestIsLeftOut() {
        for (String hidden : List.of("aaron@example.com", "zoe@example.com")) {
            List<String> locales = new ArrayList<>(List.of("GAB", hidden));
            for (String frequent : List.of("CAN", "DEU", "FRA", "ITA", "ESP", "PRT", "JPN", "KOR", "CHN")) {
                locales.addAll(List.of(frequent, frequent));
            }
            OtherLocales others = of(US, locales.toArray(String[]::new));
            assertThat(others.mostFrequent(locale -> locale.contains("@") ? "hidden" : locale))
                    .hasSize(10)
                    .containsEntry("GAB", 1);
            assertThat(others.mostFrequent(locale -> locale.length() == 3 && !locale.equals("GAB") ? locale : "hidden"))
                    .containsEntry("hidden", 2);
        }
    }

    private static OtherLocales of(Settings settings, String... locales) {
        return OtherLocales.of(new NewestLogins(List.of(locales), List.of()), settings);
    }
}
