package io.rollcall.source.trial;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.text.Json;
import io.rollcall.source.mapping.MappingKey;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * What became of all records of a trial. Logins are those that passed every rule: counted, failed and late ones.
 *
 * @param records how many records there were
 * @param fates how many elements had which fate; one that none had is absent
 * @param logins how many logins
 * @param failedLogins how many of them failed, late ones included
 * @param rejected how many elements were rejected for which reason
 * @param placed logins of a known US state or territory
 * @param stateless logins of the US, in an unknown state
 * @param abroad logins of another country
 * @param byAddress logins whose place is that of their address
 * @param unasked logins without a known place whose record has a public address, if no database was asked
 * @param elsewhere the logins that count under {@code OTHER}
 * @param repeated logins with the event id of an earlier one, which count once together
 * @param untimed logins whose lateness could not be judged
 * @param empty the keys of the mapping that gave nothing, and for how many logins
 * @param unmapped the keys that the mapping does not have
 */
public record TrialSummary(
        long records,
        Map<Fate, Long> fates,
        long logins,
        long failedLogins,
        Map<RejectReason, Rejections> rejected,
        long placed,
        long stateless,
        long abroad,
        long byAddress,
        long unasked,
        Elsewhere elsewhere,
        long repeated,
        long untimed,
        Map<MappingKey, Long> empty,
        List<MappingKey> unmapped,
        Delays delays) {
    /** How many elements were rejected for one reason, and the first of them. */
    public record Rejections(long count, Tried example) {}

    /**
     * The logins whose place is not counted by its own name.
     *
     * @param count how many
     * @param places how many by the locale that they would have; those of a thousand locales
     * @param locales those that are counted by their own name, as the setting may name them
     */
    public record Elsewhere(long count, Map<String, Long> places, String locales) {
        /** The locales, the most frequent first. */
        public List<String> byFrequency() {
            return places.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** How many elements had a fate. */
    public long count(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    /** As JSON. @param durations writes a duration in ms as a setting has it */
    public ObjectNode json(LongFunction<String> durations) {
        ObjectNode json = Json.object();
        json.put("records", records);
        for (Fate fate : Fate.values()) {
            json.put(fate.wireName(), count(fate));
        }
        ObjectNode reasons = json.putObject("rejected_by_reason");
        rejected.forEach((reason, found) -> reasons.put(reason.wireName(), found.count()));
        json.put("with_place", placed).put("without_state", stateless).put("abroad", abroad);
        json.put("by_address", byAddress).put("address_without_place", unasked);
        json.put("other", elsewhere.count());
        json.put("repeated", repeated);
        ObjectNode nothing = json.putObject("empty");
        empty.forEach((key, count) -> nothing.put(key.yamlName(), count));
        ArrayNode missing = json.putArray("not_mapped");
        unmapped.forEach(key -> missing.add(key.yamlName()));
        if (delays.count() > 0) {
            ObjectNode delay = json.putObject("delay_ms");
            delay.put("count", delays.count());
            delay.put("p50", delays.median()).put("p99", delays.p99()).put("max", delays.max());
            json.put("lateness", durations.apply(delays.lateness()));
            json.put("lateness_for_999_of_1000", durations.apply(delays.keeping()));
        }
        return json;
    }
}
