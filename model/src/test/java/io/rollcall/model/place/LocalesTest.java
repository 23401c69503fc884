package io.rollcall.model.place;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalesTest {
    @ParameterizedTest
    @CsvSource({
        "us, UT, UT",
        "us, UNK, UNK",
        "us, CAN, OTHER",
        "us, USA, UNK",
        "us, US, UNK",
        "us, RU, OTHER",
        "world, RU, RUS",
        "world, US, USA",
        "world, XX, OTHER",
        "'UT,RUS', RU, RUS",
        "'UT,CAN', CA, OTHER",
        "us, NARNIA, OTHER",
        "world, CAN, CAN",
        "world, USA, USA",
        "world, PR, PR",
        "world, ABROAD, OTHER",
        "'UT,UNK', USA, UNK",
        "'UT,CAN', USA, OTHER",
        "'UT,CAN', UNK, OTHER",
        "'UT,USA', USA, USA",
        "'UT,NARNIA', NARNIA, NARNIA"
    })
    void aLogin_countsUnderItsPlace_orElsewhere(String setting, String locale, String counted) {
        assertThat(Locales.counted(locale, Locales.of(setting))).isEqualTo(counted);
    }

    @ParameterizedTest
    @CsvSource({"us", "world", "UT", "QC", "Utah", "'us,CAN'", "'UT,NARNIA'", "UNK", "USA"})
    void everyLocale_isACodeOfItsOwn(String setting) {
        assertThat(Locales.isValid(setting)).isTrue();
        assertThat(Locales.of(setting)).doesNotContain("OTHER").allMatch(locale -> locale.matches("[A-Z]{2,6}"));
    }

    @ParameterizedTest
    @CsvSource({"wrold", "OTHER", "'us,other'", "'us,New Zeelandia'"})
    void whatCannotBeMeant_isNoSetting(String setting) {
        assertThat(Locales.isValid(setting)).isFalse();
    }
}
