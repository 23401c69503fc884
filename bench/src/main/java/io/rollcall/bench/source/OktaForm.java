package io.rollcall.bench.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.model.place.Region;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.oracle.RawSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events of 1.5 KB as Okta writes them. */
final class OktaForm implements SourceForm {
    static final String PRESET = "okta";

    private static final RecordTemplate EVENT = new RecordTemplate("""
            {"actor":{"id":<user>,"type":"User","alternateId":<typed>,"displayName":"Ada Example","detailEntry":null},
            "client":{"userAgent":{"rawUserAgent":"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15
             (KHTML, like Gecko) Version/17.6 Safari/605.1.15","os":<device>,"browser":"SAFARI"},"zone":"null",
            "device":"Computer","id":null,"ipAddress":<ip>,"geographicalContext":{"city":"Example","state":<state>,
            "country":<country>,"postalCode":"00000","geolocation":{"lat":40.2338,"lon":-111.6585}}},"device":null,
            "authenticationContext":{"authenticationProvider":null,"credentialProvider":null,"credentialType":null,
            "issuer":null,"interface":null,"authenticationStep":0,"rootSessionId":"idxEXAMPLE","externalSessionId":
            "idxEXAMPLE"},"displayMessage":"User login to Okta","eventType":<type>,"outcome":{"result":<result>,
            "reason":<reason>},"published":<time>,"securityContext":{"asNumber":64496,"asOrg":"example isp",
            "isp":"example isp","domain":"example.net","isProxy":false},"severity":"INFO","debugContext":{"debugData":{
            "deviceFingerprint":<device-id>,"dtHash":null,"requestId":"req000000000000000000001",
            "requestUri":"/idp/idx/identify","threatSuspected":"false","url":"/idp/idx/identify?","risk":"{level=LOW}"
            }},"legacyEventType":"core.user_auth.login_success","transaction":{"type":"WEB",
            "id":"req000000000000000000001","detail":{}},"uuid":<id>,"version":"0","request":{"ipChain":[{
            "ip":<ip>,"geographicalContext":{"city":"Example","state":<state>,"country":<country>,
            "postalCode":"00000","geolocation":{"lat":40.2338,"lon":-111.6585}},"version":"V4","source":null}]},
            "target":null}
            """);
    private static final String LOGIN = "user.session.start";
    private static final String OTHER_EVENT = "user.authentication.sso";
    private static final String UNKNOWN_USER = "unknown";
    private static final List<String> REASONS = List.of("INVALID_CREDENTIALS", "LOCKED_OUT", "VERIFICATION_ERROR");
    private static final Map<String, String> NAMES_BY_CODE =
            Stream.of(Region.values()).collect(Collectors.toMap(Enum::name, Region::displayName));
    private static final Map<String, String> CODES_BY_NAME =
            Stream.of(Region.values()).collect(Collectors.toMap(Region::displayName, Enum::name));
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Shares shares;

    OktaForm(Shares shares) {
        this.shares = shares;
    }

    @Override
    public Optional<String> preset() {
        return Optional.of(PRESET);
    }

    @Override
    public byte[] write(byte[] builtIn) {
        JsonNode login = builtIn == null ? null : login(builtIn);
        if (login == null) {
            return builtIn;
        }
        UUID id = UUID.nameUUIDFromBytes(builtIn);
        Random random = new Random(id.getMostSignificantBits());
        String event = event(login, random, id.toString());
        double draw = random.nextDouble();
        if (draw < shares.several() / 2) {
            return ("{\"source\":\"aws.partner/okta.com\",\"detail\":" + event + "}").getBytes(UTF_8);
        }
        if (draw < shares.several()) {
            String others = event(login, random, id + "-1") + "," + event(login, random, id + "-2");
            return ("{\"eventType\":\"com.okta.event_hook\",\"data\":{\"events\":[" + event + "," + others + "]}}")
                    .getBytes(UTF_8);
        }
        return event.getBytes(UTF_8);
    }

    /** The login, or null if it is none. */
    private static JsonNode login(byte[] builtIn) {
        try {
            JsonNode login = JSON.readTree(builtIn);
            return login.isObject() ? login : null;
        } catch (IOException e) {
            return null;
        }
    }

    private String event(JsonNode login, Random random, String id) {
        boolean failed = random.nextDouble() < shares.failed();
        boolean skipped = random.nextDouble() < shares.skipped();
        boolean abroad = random.nextDouble() < shares.abroad();
        boolean isKnown = !failed || random.nextInt(4) > 0;
        Map<String, String> values = new HashMap<>();
        values.put("user", isKnown ? SourceForm.literal(login.path("user_id")) : quoted(UNKNOWN_USER));
        values.put("typed", quoted(UNKNOWN_USER));
        values.put("device", SourceForm.literal(login.path("device_type")));
        values.put("ip", SourceForm.literal(login.path("ip")));
        JsonNode locale = login.path("locale");
        String state = locale.isContainerNode() ? locale.toString() : state(locale.asText());
        values.put("state", abroad ? quoted("Ontario") : state);
        values.put("country", quoted(abroad ? "Canada" : "United States"));
        values.put("type", quoted(skipped ? OTHER_EVENT : LOGIN));
        values.put("result", quoted(failed ? "FAILURE" : "SUCCESS"));
        boolean hasReason = failed && random.nextInt(5) > 0;
        values.put("reason", hasReason ? quoted(REASONS.get(random.nextInt(REASONS.size()))) : "null");
        values.put("time", time(login.path("timestamp")));
        values.put("device-id", SourceForm.literal(login.path("device_id")));
        values.put("id", quoted(id));
        return EVENT.with(values);
    }

    private static String state(String locale) {
        String name = NAMES_BY_CODE.get(locale.strip().toUpperCase(Locale.ROOT));
        return name == null ? "null" : quoted(name);
    }

    /** ISO-8601 of a time in ms; another time as it is. */
    private static String time(JsonNode timestamp) {
        String text = timestamp.asText();
        return text.matches("1[0-9]{12}")
                ? quoted(Instant.ofEpochMilli(Long.parseLong(text)).toString())
                : SourceForm.literal(timestamp);
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    @Override
    public RawSource meaning(long latenessMillis) {
        return new RawSource(latenessMillis, true, OktaForm::logins);
    }

    private static List<JsonNode> logins(JsonNode record) {
        if (!record.isObject()) {
            return List.of(RawSource.EACH_FAILS);
        }
        JsonNode events = record.path("data").path("events");
        List<JsonNode> logins = new ArrayList<>();
        if (events.isArray() && !events.isEmpty()) {
            events.forEach(event -> logins.add(meaning(event)));
        } else {
            logins.add(meaning(record.hasNonNull("detail") ? record.get("detail") : record));
        }
        return logins;
    }

    private static JsonNode meaning(JsonNode event) {
        if (!event.isObject()) {
            return RawSource.MAPPING_ERROR;
        }
        if (!event.path("eventType").asText().equals(LOGIN)) {
            return MissingNode.getInstance();
        }
        boolean failed = !event.at("/outcome/result").asText().equals("SUCCESS");
        JsonNode user = event.at("/actor/id");
        // jq goes on to the alternative where a value is false, and that is unknown.
        boolean isKnown = !user.asText().equals(UNKNOWN_USER) && !(user.isBoolean() && !user.booleanValue());
        ObjectNode login = Json.object();
        login.set("user_id", isKnown ? user : null);
        login.set("timestamp", event.path("published"));
        login.set("ip", event.at("/client/ipAddress"));
        login.set("device_type", event.at("/client/userAgent/os"));
        login.set("device_id", event.at("/debugContext/debugData/deviceFingerprint"));
        JsonNode state = event.at("/client/geographicalContext/state");
        boolean isOdd = Stream.concat(Stream.of(state), login.valueStream()).anyMatch(JsonNode::isContainerNode);
        if (isOdd) {
            return RawSource.MAPPING_ERROR;
        }
        boolean isHome =
                event.at("/client/geographicalContext/country").asText().equals("United States");
        login.put("locale", isHome ? CODES_BY_NAME.get(state.asText()) : "elsewhere");
        login.put("outcome", failed ? "failure" : "success");
        login.set("failure_reason", event.at("/outcome/reason"));
        login.set("source_event_id", event.path("uuid"));
        return login;
    }
}
