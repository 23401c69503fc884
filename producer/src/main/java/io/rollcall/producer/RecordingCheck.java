package io.rollcall.producer;

import io.rollcall.model.login.ValueForm;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out that a file does not hold one JSON object per line, before anything of it is sent. Each of its lines would
 * become a rejected record.
 */
public final class RecordingCheck {
    private RecordingCheck() {}

    /**
     * Looks at the first line, and does not consume it.
     *
     * @return what the file looks like and how to convert it, in a phrase; empty if nothing is wrong
     * @throws IOException if the file cannot be read
     */
    public static Optional<String> problem(LoginReplay replay) throws IOException {
        byte[] line = replay.peek();
        return line == null ? Optional.empty() : Optional.ofNullable(problem(line));
    }

    /** What is wrong with a first line, and how to mend the file; null if it is a JSON object. */
    private static String problem(byte[] line) {
        return switch (ValueForm.of(line)) {
            case UTF16 -> "it is UTF-16; convert it, for example with `iconv -f UTF-16 -t UTF-8`";
            case JSON_ARRAY -> "it is a JSON array; convert it with `jq -c '.[]'`";
            case JSON_IN_STRING -> "its first line is JSON within a JSON string; convert it with `jq -c fromjson`";
            case PART_OF_JSON -> "a JSON object spans several lines; convert it with `jq -c .`";
            case COMPRESSED -> "it is compressed; decompress it first";
            case SCHEMA_REGISTRY -> "it holds bytes of a Schema Registry client; convert it to JSON";
            case UNKNOWN -> Restamp.isObject(line) ? null : "its first line is not a JSON object; correct it";
        };
    }
}
