package io.rollcall.geo;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import io.rollcall.model.place.PlaceNames;
import java.util.List;
import java.util.Map;

/**
 * What a database says of a network. MaxMind and DB-IP have maps ({@code country.iso_code}, {@code subdivisions[0]}), IPinfo
 * and ip-location-db have texts ({@code country_code} or {@code country}, {@code region} or {@code state1}). Public, since
 * the library constructs it.
 */
public record GeoRecord(Object country, Object countryCode, Object subdivisions, Object region, Object state) {
    /** The library's constructor. */
    @MaxMindDbConstructor
    public GeoRecord(
            @MaxMindDbParameter(name = "country") Object country,
            @MaxMindDbParameter(name = "country_code") Object countryCode,
            @MaxMindDbParameter(name = "subdivisions") Object subdivisions,
            @MaxMindDbParameter(name = "region") Object region,
            @MaxMindDbParameter(name = "state1") Object state) {
        this.country = country;
        this.countryCode = countryCode;
        this.subdivisions = subdivisions;
        this.region = region;
        this.state = state;
    }

    /** The locale; null if no known country is named. */
    String locale() {
        String named = name(countryCode);
        named = named == null ? name(country) : named;
        if (named == null) {
            return null;
        }
        String part = name(subdivisions);
        part = part == null ? name(region) : part;
        return PlaceNames.locale(part == null ? name(state) : part, named);
    }

    /** The code or the English name of a place, in any of the forms; null if there is none. */
    private static String name(Object place) {
        if (place instanceof String text) {
            return text.isBlank() ? null : text;
        }
        if (place instanceof List<?> places) {
            return places.isEmpty() ? null : name(places.get(0));
        }
        if (place instanceof Map<?, ?> map) {
            String code = name(map.get("iso_code"));
            return code != null || !(map.get("names") instanceof Map<?, ?> names) ? code : name(names.get("en"));
        }
        return null;
    }
}
