package io.rollcall.testkit.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What records mean.
 *
 * @param latenessMillis the setting {@code lateness}, ms
 * @param hasElements whether a record may consist of several elements, whose event ids have a third part
 * @param logins gives the elements of a record in the built-in form, with the further fields {@code outcome}, {@code
 *     failure_reason} and {@code source_event_id}. A missing node is an element that is no login
 * @param places where logins come from
 */
public record RawSource(
        long latenessMillis, boolean hasElements, Function<JsonNode, List<JsonNode>> logins, RawPlaces places) {
    /** The built-in form with the default lateness. */
    public static final RawSource BUILT_IN = builtIn(60_000);
    /** An element on which a mapping fails. */
    public static final JsonNode MAPPING_ERROR = TextNode.valueOf("mapping_error");
    /** The only element of a record that a mapping cannot take apart. */
    public static final JsonNode EACH_FAILS = TextNode.valueOf("each fails");

    /** A source whose addresses are not looked up, counted by US states. */
    public RawSource(long latenessMillis, boolean hasElements, Function<JsonNode, List<JsonNode>> logins) {
        this(latenessMillis, hasElements, logins, RawPlaces.US);
    }

    /** The same with other places. */
    public RawSource in(RawPlaces others) {
        return new RawSource(latenessMillis, hasElements, logins, others);
    }

    /** The built-in form. */
    public static RawSource builtIn(long latenessMillis) {
        return new RawSource(latenessMillis, false, record -> record.isObject() ? List.of(record) : List.of());
    }

    /** A form of which each record is one login. */
    public static RawSource of(long latenessMillis, UnaryOperator<JsonNode> builtIn) {
        return new RawSource(latenessMillis, false, record -> List.of(builtIn.apply(record)));
    }

    /** How many event ids a record puts on the topics. */
    public long routed(ConsumerRecord<byte[], byte[]> record) {
        List<JsonNode> elements = elements(record.value());
        return elements == null
                ? 1
                : elements.stream().filter(element -> !element.isMissingNode()).count();
    }

    /** The elements of a record; null if it cannot be read. */
    List<JsonNode> elements(byte[] value) {
        JsonNode record = value == null || value.length > 1_048_576 ? null : RawTree.of(value);
        List<JsonNode> elements = record == null ? List.of() : logins.apply(record);
        return elements.isEmpty() ? null : elements;
    }
}
