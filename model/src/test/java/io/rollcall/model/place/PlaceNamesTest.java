package io.rollcall.model.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlaceNamesTest {
    @TestFactory
    Stream<DynamicTest> goldenCases() throws IOException {
        JsonNode cases;
        try (InputStream in = getClass().getResourceAsStream("/cases/place-cases.json")) {
            cases = new ObjectMapper().readTree(in);
        }
        Stream<DynamicTest> pairs = elements(cases.get("region and country"))
                .map(row -> DynamicTest.dynamicTest(
                        row.toString(), () -> assertThat(PlaceNames.locale(text(row, 0), text(row, 1)))
                                .isEqualTo(text(row, 2))));
        Stream<DynamicTest> texts = elements(cases.get("one text"))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> assertThat(PlaceNames.locale(text(row, 0)))
                        .isEqualTo(text(row, 1))));
        return Stream.concat(pairs, texts);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get);
    }

    private static String text(JsonNode row, int column) {
        return row.get(column).textValue();
    }

    @ParameterizedTest
    @EnumSource(Region.class)
    void everyRegionIsKnownByAllItsNames(Region region) {
        String[] names = {
            region.name(), region.displayName(), region.fips(), "US-" + region, "State of " + region.displayName()
        };
        for (String name : names) {
            assertThat(PlaceNames.locale(name, null)).as(name).isEqualTo(region.name());
            assertThat(PlaceNames.locale(" " + name.toLowerCase(Locale.ROOT) + " ", "us"))
                    .as(name)
                    .isEqualTo(region.name());
            assertThat(PlaceNames.locale(name)).as(name).isEqualTo(region.name());
        }
    }

    static Stream<Country> countries() {
        return Country.all().stream();
    }

    @ParameterizedTest
    @MethodSource("countries")
    void everyCountryIsKnownByAllItsNames(Country country) {
        Stream.concat(
                        Stream.of(country.alpha2(), country.alpha3(), country.numeric(), country.displayName()),
                        country.otherNames().stream())
                .flatMap(name -> Stream.of(name, " " + name.toLowerCase(Locale.ROOT) + "\t"))
                .forEach(name ->
                        assertThat(PlaceNames.locale(null, name)).as(name).isEqualTo(country.locale()));
    }

    @Test
    void noTwoCountriesShareAName() {
        Map<String, String> owners = new HashMap<>();
        for (Country country : Country.all()) {
            Stream.concat(Stream.of(country.displayName()), country.otherNames().stream())
                    .map(FoldedName::of)
                    .forEach(name -> assertThat(owners.putIfAbsent(name, country.alpha3()))
                            .as(name)
                            .isIn(null, country.alpha3()));
        }
    }

    @Test
    void noNameOfACountryIsTheCodeOfAnotherOne() {
        for (Country country : Country.all()) {
            for (String name : country.otherNames()) {
                Country coded = Country.ofCode(FoldedName.of(name));
                assertThat(coded).as(name).isIn(null, country);
            }
        }
    }

    @Test
    void theOnlyStateWithTheNameOfACountryIsGeorgia() {
        assertThat(Stream.of(Region.values()).filter(region -> {
                    String country = PlaceNames.locale(null, region.displayName());
                    return country != null && !country.equals(region.name());
                }))
                .containsExactly(Region.GA);
    }

    @Test
    void hostileTextsAreNoPlacesAndTakeNoTime() {
        String[] texts = {
            "a".repeat(1_000_000),
            " ".repeat(1_000_000),
            "\0",
            "U\0T",
            "\ud800",
            "\udc00\ud800",
            "Utah\ud83d",
            "é".repeat(1_000_000),
            "\u0301".repeat(100),
            "ﷺ".repeat(100),
            "&".repeat(100),
            "THE",
            "The The",
        };
        for (String text : texts) {
            assertThat(PlaceNames.locale(text)).isNull();
            assertThat(PlaceNames.locale(text, null)).isNull();
            assertThat(PlaceNames.locale(null, text)).isNull();
            assertThat(PlaceNames.locale(text, "US")).isEqualTo("USA");
        }
    }

    @Test
    void randomTextsNeverFail() {
        Random random = new Random(21);
        for (int i = 0; i < 100_000; i++) {
            String text = random.ints(random.nextInt(6), 0, random.nextBoolean() ? 128 : 0x11000)
                    .mapToObj(c -> new String(Character.toChars(c)))
                    .reduce("", String::concat);
            String locale = PlaceNames.locale(text);
            assertThat(locale == null || locale.matches("[A-Z]{2,3}")).as(text).isTrue();
            PlaceNames.locale(text, text);
        }
    }
}
