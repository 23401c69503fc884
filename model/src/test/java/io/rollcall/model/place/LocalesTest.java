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
        assertThat(Locales.problem(setting)).isNull();
        assertThat(Locales.of(setting)).doesNotContain("OTHER").allMatch(locale -> locale.matches("[A-Z]{2,6}"));
    }

    @ParameterizedTest
    @CsvSource({
        "wrold, 'wrold' is no place; do you mean world?",
        "OTHER, 'OTHER' is what all other places count under",
        "'us,other', 'other' is what all other places count under",
        "'us,New Zeelandia', 'New Zeelandia' is no place; do you mean New Zealand?",
        "'us,South Narnia', 'South Narnia' is no place"
    })
    void whatCannotBeMeant_isRefusedByName(String setting, String problem) {
        assertThat(Locales.problem(setting)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "us, ''",
        "world, ''",
        "'UT, Canada ,DEU,UNK,USA,276,us-ut', ''",
        "'us,Canda', 'Canda' is no known place (do you mean Canada?): it counts the logins whose locale is CANDA",
        "'uss,CAN', 'uss' is no known place: it counts the logins whose locale is USS",
        "'Utha,east', 'Utha' is no known place (do you mean Utah?): it counts the logins whose locale is UTHA;"
                + " 'east' is no known place: it counts the logins whose locale is EAST"
    })
    void anItemThatNoTableKnows_isDoubtfulByName(String setting, String doubts) {
        assertThat(Locales.problem(setting)).isNull();
        assertThat(String.join("; ", Locales.doubts(setting))).isEqualTo(doubts);
    }
}
