package io.rollcall.testkit.oracle;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads raw records as the oracle understands them: whole trees, with numbers as big decimals. */
final class RawTree {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RawTree() {}

    /** The tree of a value; null if it is not strict JSON in UTF-8, or neither an object nor an array. */
    static JsonNode of(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            JsonNode node = tree(bytes);
            boolean mark = bytes.length > 2 && bytes[0] == (byte) 0xEF;
            boolean whole =
                    node != null && StandardCharsets.UTF_8.newEncoder().canEncode(JSON.writeValueAsString(node));
            return whole && node.isContainerNode() && !mark ? node : null;
        } catch (CharacterCodingException notUtf8) {
            return null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static JsonNode tree(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (NumberFormatException exponentTooLong) {
            return JSON.readTree(RawTime.withShortExponents(new String(bytes, StandardCharsets.UTF_8)));
        }
    }
}
