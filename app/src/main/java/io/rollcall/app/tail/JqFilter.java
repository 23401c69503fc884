package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Accepts records for whose JSON value a jq expression returns anything but false and null, as jq's {@code select} does.
 * Rejects values that are not JSON or on which the expression fails, and counts them.
 */
public final class JqFilter implements RecordFilter {
    private final ObjectReader json = JsonMapper.builder().build().readerFor(JsonNode.class);
    private final Scope scope = Scope.newEmptyScope();
    private final JsonQuery query;
    private long notJson;
    private long failed;
    private String firstFailure;

    /** @throws IllegalArgumentException with a message for the user if the expression is not jq */
    public JqFilter(String expression) {
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
        try {
            query = JsonQuery.compile(expression, Versions.JQ_1_7);
        } catch (JsonQueryException e) {
            throw new IllegalArgumentException("'" + expression + "' is not a jq expression" + reason(e), e);
        }
    }

    @Override
    public boolean test(ConsumerRecord<byte[], byte[]> record) {
        JsonNode value = parse(record.value());
        if (value == null) {
            notJson++;
            return false;
        }
        try {
            Truth truth = new Truth();
            query.apply(scope, value, truth::add);
            return truth.found;
        } catch (JsonQueryException e) {
            failed++;
            firstFailure = firstFailure == null ? firstLine(e) : firstFailure;
            return false;
        }
    }

    /** How many values could not be tested, as a phrase for the user; empty if there are none. */
    public String remarks() {
        StringBuilder remarks = new StringBuilder();
        if (notJson > 0) {
            remarks.append("left out ").append(notJson).append(" values that are not JSON");
        }
        if (failed > 0) {
            remarks.append(remarks.isEmpty() ? "left out " : ", and ").append(failed);
            remarks.append(" on which it fails (").append(firstFailure).append(')');
        }
        return remarks.toString();
    }

    private JsonNode parse(byte[] value) {
        if (value == null) {
            return null;
        }
        try {
            JsonNode node = json.readValue(value);
            return node == null || node.isMissingNode() ? null : node;
        } catch (IOException e) {
            return null;
        }
    }

    /** The library repeats the expression where it has no reason. */
    private static String reason(JsonQueryException e) {
        String said = firstLine(e);
        return said.isEmpty() || said.startsWith("Cannot compile query") ? "" : ": " + said;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static final class Truth {
        private boolean found;

        private void add(JsonNode result) {
            found |= !result.isNull() && !(result.isBoolean() && !result.booleanValue());
        }
    }
}
