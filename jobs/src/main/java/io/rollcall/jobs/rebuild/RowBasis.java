package io.rollcall.jobs.rebuild;

import io.rollcall.geo.GeoSetting;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.source.mapping.SourceSetting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a row was counted from: the header {@value #HEADER} of each row. A rebuild compares it with its own.
 *
 * @param raw digest of the id of the raw topic; empty if unknown
 * @param clean digest of the id of the clean topic
 * @param definition digest of the settings that define a row's numbers
 */
public record RowBasis(String raw, String clean, String definition) {
    /** Name of the header. */
    public static final String HEADER = "basis";

    /** Raise it when a new version counts the same logins differently. */
    private static final String RULES = "2";

    private static final List<SettingKey> DEFINING = List.of(
            SettingKey.WINDOW_LENGTH,
            SettingKey.WINDOW_SLIDE,
            SettingKey.LOCALES,
            SettingKey.LATENESS,
            SettingKey.FUTURE_TOLERANCE);

    private static final int DIGEST_BYTES = 4;

    /** The basis of what is counted now. @param topicIds ids of the topics by name, as far as they are known */
    static RowBasis of(Settings settings, Map<String, String> topicIds) {
        Map<String, String> values = Pipeline.of(settings, "").settings();
        StringBuilder definition = new StringBuilder(RULES);
        DEFINING.forEach(key -> definition.append('\n').append(values.get(key.key())));
        SourceSetting.mapping(settings)
                .ifPresent(source -> definition.append('\n').append(source.sha256()));
        GeoSetting.identity(settings)
                .ifPresent(database -> definition.append("\ngeo ").append(database));
        return new RowBasis(
                digest(topicIds.get(settings.topics().raw())),
                digest(topicIds.get(settings.topics().clean())),
                digest(definition.toString()));
    }

    private static String digest(String text) {
        if (text == null) {
            return "";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Whether rows of both are to have the same numbers: the same settings and, as far as it is known, the same raw topic. */
    boolean countsTheSameAs(RowBasis other) {
        boolean sameTopic = raw.equals(other.raw) || raw.isEmpty() || other.raw.isEmpty();
        return sameTopic && definition.equals(other.definition);
    }

    /** The header's value. */
    public byte[] toBytes() {
        return (raw + "/" + clean + "/" + definition).getBytes(StandardCharsets.US_ASCII);
    }

    /** The basis of a row; empty if it has none, because an older version wrote it. */
    static Optional<RowBasis> of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String[] parts = new String(header.value(), StandardCharsets.US_ASCII).split("/", -1);
        return parts.length == 3 ? Optional.of(new RowBasis(parts[0], parts[1], parts[2])) : Optional.empty();
    }
}
