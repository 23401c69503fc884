package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.LocaleGroup;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.Region;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The United States as a whole: what is counted by state is counted together, too, where countries are counted. */
public final class UnitedStates {
    /** The name of the whole in the HTTP interface: no locale has it, because {@code USA} is a login in an unknown state. */
    public static final String NAME = "US";

    private UnitedStates() {}

    /** The states, territories and {@code USA} among these locales; none if no other country is among them. */
    public static LocaleGroup of(Set<String> locales) {
        if (countries(locales).isEmpty()) {
            return LocaleGroup.NONE;
        }
        Set<String> states = new HashSet<>();
        Stream.of(Region.values()).map(Region::name).forEach(states::add);
        states.add(Country.UNITED_STATES);
        states.retainAll(locales);
        return states.isEmpty() ? LocaleGroup.NONE : new LocaleGroup(NAME, states);
    }

    /** The countries among these locales, without the United States and its territories, by code. */
    public static List<Country> countries(Set<String> locales) {
        return Country.all().stream()
                .filter(country -> country.territory() == null)
                .filter(country -> !country.alpha3().equals(Country.UNITED_STATES))
                .filter(country -> locales.contains(country.alpha3()))
                .toList();
    }
}
