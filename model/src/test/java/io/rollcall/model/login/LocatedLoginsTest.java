package io.rollcall.model.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.place.AddressLocator;
import io.rollcall.model.place.PlaceSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocatedLoginsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = LocatedLoginsTest.class.getResourceAsStream("/cases/located-cases.json")) {
            return StreamSupport.stream(JSON.readTree(in).get("cases").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goldenCase_hasItsPlace_andSaysWhatDecided(JsonNode golden) throws IOException {
        Map<String, String> known = new HashMap<>();
        if (golden.get("by").asText().equals("address")) {
            known.put(golden.get("ip").asText(), golden.get("place").asText());
        } else if (golden.get("by").asText().equals("event")) {
            known.put(golden.get("ip").asText(), "WRONG");
        }
        CleanLogin login = clean(golden, known::get);
        assertThat(login.locale()).isEqualTo(golden.get("place").asText());
        assertThat(login.placeSource().jsonName()).isEqualTo(golden.get("by").asText());
        assertThat(LoginJson.readClean(LoginJson.write(login))).isEqualTo(login);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withoutALocator_nothingSaysWhatDecided(JsonNode golden) throws IOException {
        CleanLogin login = clean(golden, null);
        assertThat(login.placeSource()).isNull();
        assertThat(new String(LoginJson.write(login))).doesNotContain("place_source");
        if (golden.get("by").asText().equals("event")) {
            assertThat(login.locale()).isEqualTo(golden.get("place").asText());
        }
    }

    @Test
    void anAddress_isLookedUpOnce_andOnlyIfNoPlaceIsNamed() throws IOException {
        AtomicInteger lookups = new AtomicInteger();
        AddressLocator counting = addresses -> {
            lookups.incrementAndGet();
            return null;
        };
        for (String locale : new String[] {"UT", "utah", "CAN", "RU", "USA"}) {
            assertThat(clean(login(locale, "81.2.69.160"), counting).placeSource())
                    .isEqualTo(PlaceSource.EVENT);
        }
        assertThat(lookups).hasValue(0);
        clean(login(null, "81.2.69.160"), counting);
        assertThat(lookups).hasValue(1);
        clean(login(null, null), counting);
        assertThat(lookups).hasValue(1);
    }

    private static ObjectNode login(String locale, String ip) {
        return JSON.createObjectNode().put("locale", locale).put("ip", ip);
    }

    private static CleanLogin clean(JsonNode golden, AddressLocator locator) throws IOException {
        ObjectNode record =
                login(golden.path("locale").textValue(), golden.path("ip").textValue());
        record.put("user_id", "ada").put("timestamp", RawLogins.KAFKA_TIME);
        CleaningOutcome outcome = LoginCleaner.DEFAULT
                .with(locator)
                .clean(new RawRecord(
                        "user-login", new EventId(0, 0), RawLogins.KAFKA_TIME, JSON.writeValueAsBytes(record)));
        return ((CleaningOutcome.Clean) outcome).login();
    }
}
