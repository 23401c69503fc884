package io.rollcall.model.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CountryTest {
    @Test
    void theCountriesAreThoseOfIsoAndKosovo() {
        assertThat(Country.all().stream().map(Country::alpha2).filter(code -> !code.equals("XK")))
                .containsExactlyInAnyOrder(Locale.getISOCountries());
        assertThat(Country.all()).hasSize(250).isSortedAccordingTo(Comparator.comparing(Country::alpha3));
    }

    @Test
    void alpha3CodesAreThoseOfTheJdk() {
        for (String code : Locale.getISOCountries()) {
            assertThat(Country.ofCode(code).alpha3()).isEqualTo(new Locale("", code).getISO3Country());
        }
    }

    @Test
    void codesAreUnique() {
        assertThat(Country.all().stream().map(Country::alpha3)).doesNotHaveDuplicates();
        assertThat(Country.all().stream().map(Country::numeric))
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("\\d{3}"));
    }

    @Test
    void noLocaleOfACountryIsOneOfAState() {
        assertThat(Country.all().stream()
                        .filter(country -> country.territory() == null)
                        .map(Country::locale))
                .doesNotContainAnyElementsOf(
                        Arrays.stream(Region.values()).map(Region::name).toList())
                .doesNotContain(Region.UNKNOWN, Region.OTHER);
    }

    @Test
    void inhabitantsOfTheWorldAreEightBillions() {
        assertThat(Country.all().stream().mapToLong(Country::population).sum())
                .isBetween(8_200_000_000L, 8_300_000_000L);
        assertThat(Country.ofCode("CAN").population()).isEqualTo(40_307_070);
    }

    @Test
    void territoriesOfTheUnitedStatesAreRegions() {
        assertThat(Country.ofCode("PRI").locale()).isEqualTo("PR");
        assertThat(Country.all().stream().filter(country -> country.territory() != null))
                .hasSize(5);
    }
}
