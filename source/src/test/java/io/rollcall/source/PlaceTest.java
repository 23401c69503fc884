package io.rollcall.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.place.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlaceTest {
    @ParameterizedTest
    @EnumSource(Region.class)
    void everyRegionByAllItsNames(Region region) {
        for (String name : new String[] {region.name(), region.displayName(), region.fips(), "US-" + region.name()}) {
            assertThat(Place.of(name, null)).as(name).isEqualTo(new Place(region, false));
            assertThat(Place.of(" " + name.toLowerCase(java.util.Locale.ROOT) + " ", "us"))
                    .isEqualTo(new Place(region, false));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "CA | US | CA | false",
                "CA | USA | CA | false",
                "CA | U.S. | CA | false",
                "ca | United States | CA | false",
                "California | united states of america | CA | false",
                "CA | CA | - | true",
                "CA | Italy | - | true",
                "US-CA | DE | - | true",
                "ON | US | - | false",
                "Ontario | - | - | false",
                "- | US | - | false",
                "- | DE | - | true",
                "- | - | - | false",
                "new  york | US | NY | false",
                "Washington, D.C. | US | DC | false",
                "Washington DC | US | DC | false",
                "Virgin Islands | US | VI | false",
                "San Juan | PR | PR | false",
                "- | Puerto Rico | PR | false",
                "- | 72 | - | true",
                "6 | US | - | false",
            })
    void aPlace(String region, String country, Region expected, boolean abroad) {
        assertThat(Place.of(region, country)).isEqualTo(new Place(expected, abroad));
    }

    @Test
    void noTwoRegionsShareAName() {
        for (Region region : Region.values()) {
            assertThat(Place.of(region.displayName(), "US").region()).isEqualTo(region);
        }
    }
}
