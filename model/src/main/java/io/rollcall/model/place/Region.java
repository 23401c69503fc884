package io.rollcall.model.place;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The US states, the District of Columbia and the inhabited territories, each with its postal code, name, FIPS code and
 * number of inhabitants. The map data identifies a region by its FIPS code. Source: US Census Bureau, 2020 Census (P.L.
 * 94-171 resident population; 2020 Island Areas Censuses).
 */
public enum Region {
    AL("Alabama", "01", 5_024_279),
    AK("Alaska", "02", 733_391),
    AZ("Arizona", "04", 7_151_502),
    AR("Arkansas", "05", 3_011_524),
    CA("California", "06", 39_538_223),
    CO("Colorado", "08", 5_773_714),
    CT("Connecticut", "09", 3_605_944),
    DE("Delaware", "10", 989_948),
    DC("District of Columbia", "11", 689_545),
    FL("Florida", "12", 21_538_187),
    GA("Georgia", "13", 10_711_908),
    HI("Hawaii", "15", 1_455_271),
    ID("Idaho", "16", 1_839_106),
    IL("Illinois", "17", 12_812_508),
    IN("Indiana", "18", 6_785_528),
    IA("Iowa", "19", 3_190_369),
    KS("Kansas", "20", 2_937_880),
    KY("Kentucky", "21", 4_505_836),
    LA("Louisiana", "22", 4_657_757),
    ME("Maine", "23", 1_362_359),
    MD("Maryland", "24", 6_177_224),
    MA("Massachusetts", "25", 7_029_917),
    MI("Michigan", "26", 10_077_331),
    MN("Minnesota", "27", 5_706_494),
    MS("Mississippi", "28", 2_961_279),
    MO("Missouri", "29", 6_154_913),
    MT("Montana", "30", 1_084_225),
    NE("Nebraska", "31", 1_961_504),
    NV("Nevada", "32", 3_104_614),
    NH("New Hampshire", "33", 1_377_529),
    NJ("New Jersey", "34", 9_288_994),
    NM("New Mexico", "35", 2_117_522),
    NY("New York", "36", 20_201_249),
    NC("North Carolina", "37", 10_439_388),
    ND("North Dakota", "38", 779_094),
    OH("Ohio", "39", 11_799_448),
    OK("Oklahoma", "40", 3_959_353),
    OR("Oregon", "41", 4_237_256),
    PA("Pennsylvania", "42", 13_002_700),
    RI("Rhode Island", "44", 1_097_379),
    SC("South Carolina", "45", 5_118_425),
    SD("South Dakota", "46", 886_667),
    TN("Tennessee", "47", 6_910_840),
    TX("Texas", "48", 29_145_505),
    UT("Utah", "49", 3_271_616),
    VT("Vermont", "50", 643_077),
    VA("Virginia", "51", 8_631_393),
    WA("Washington", "53", 7_705_281),
    WV("West Virginia", "54", 1_793_716),
    WI("Wisconsin", "55", 5_893_718),
    WY("Wyoming", "56", 576_851),
    AS("American Samoa", "60", 49_710),
    GU("Guam", "66", 153_836),
    MP("Northern Mariana Islands", "69", 47_329),
    PR("Puerto Rico", "72", 3_285_874),
    VI("U.S. Virgin Islands", "78", 87_146);

    /** The locale of a login that has none. */
    public static final String UNKNOWN = "UNK";
    /** The locale under which logins from outside the configured locales are counted. */
    public static final String OTHER = "OTHER";

    private final String displayName;
    private final String fips;
    private final int population;

    Region(String displayName, String fips, int population) {
        this.displayName = displayName;
        this.fips = fips;
        this.population = population;
    }

    /** The name, for example {@code Utah}. */
    public String displayName() {
        return displayName;
    }

    /** The two-digit FIPS 5-2 code. */
    public String fips() {
        return fips;
    }

    /** Inhabitants in 2020. */
    public int population() {
        return population;
    }

    /** The default of the configured locales: every region and {@code UNK}. */
    public static List<String> defaultLocales() {
        List<String> locales =
                new ArrayList<>(Stream.of(values()).map(Region::name).toList());
        locales.add(UNKNOWN);
        return List.copyOf(locales);
    }
}
