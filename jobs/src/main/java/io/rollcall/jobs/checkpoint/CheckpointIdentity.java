package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.place.Locales;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The settings with which a checkpoint was created, and the topic that it reads, kept in a note. State that was computed
 * with other settings or from another topic must not be continued, because the numbers would mix both.
 */
final class CheckpointIdentity {
    /**
     * Version of the form in which state and notes are kept. Raise it when that form changes, and when a setting that exists
     * already joins the identity: versions before would go on, and read or count it wrongly.
     */
    private static final int LAYOUT = 1;

    private static final String LAYOUT_KEY = "layout";

    private static final String CLUSTER_KEY = "cluster";
    private static final String TOPIC_ID_KEY = "input topic id";

    /** What a note holds beside settings. */
    private static final Set<String> OWN_KEYS = Set.of(LAYOUT_KEY, CLUSTER_KEY, TOPIC_ID_KEY);

    private static final String NOTE = "rollcall.json";

    private final CheckpointFiles files;
    private final CheckpointNotes notes;

    CheckpointIdentity(CheckpointFiles files, CheckpointNotes notes) {
        this.files = files;
        this.notes = notes;
    }

    /** See {@link Checkpoint#verify}. */
    boolean verify(Map<String, String> settings, Set<String> followed) {
        Optional<ObjectNode> noted = notes.read(NOTE);
        noted.ifPresent(this::requireLayout);
        noted.ifPresent(note -> requireKnown(note, settings));
        noted.ifPresent(note -> requireSource(note, settings));
        // An empty value is that of a setting without effect: a checkpoint from before the setting existed lacks it.
        noted.ifPresent(note -> compared(settings).forEach((key, now) -> {
            String then = note.path(key).asText();
            boolean accepted = followed.contains(key) && !then.isEmpty() && !now.isEmpty();
            if (!then.equals(now) && !accepted) {
                throw differs(key, then, now);
            }
        }));
        return noted.isPresent();
    }

    private void requireLayout(ObjectNode note) {
        int then = note.path(LAYOUT_KEY).asInt();
        if (then > LAYOUT) {
            throw newer("which keeps its state differently");
        }
        if (then < LAYOUT) {
            throw new UserError(
                    "the checkpoint of " + files.job() + " was made by an older version of Rollcall, which keeps"
                            + " its state differently: run " + files.resetCommand() + " to compute everything anew");
        }
    }

    /** What this version does not know may decide what the state means. */
    private void requireKnown(ObjectNode note, Map<String, String> settings) {
        note.properties().stream()
                .filter(setting -> !settings.containsKey(setting.getKey())
                        && !OWN_KEYS.contains(setting.getKey())
                        && SettingKey.ofKey(setting.getKey()).isEmpty())
                .findFirst()
                .ifPresent(setting -> {
                    throw newer(
                            with(setting.getKey(), setting.getValue().asText()) + ", which this version does not know");
                });
    }

    private UserError newer(String how) {
        return new UserError("the checkpoint of " + files.job() + " was made by a newer version of Rollcall, " + how
                + ": start that version, or run " + files.resetCommand() + " to compute everything anew");
    }

    /** A source is compared by what it decides, and not by its name. */
    private void requireSource(ObjectNode note, Map<String, String> settings) {
        SourceIdentity then =
                SourceIdentity.parse(note.path(SettingKey.SOURCE.key()).asText());
        SourceIdentity now = SourceIdentity.parse(settings.getOrDefault(SettingKey.SOURCE.key(), ""));
        if (!settings.containsKey(SettingKey.SOURCE.key()) || then.isSame(now)) {
            return;
        }
        String differing = then.differences(now);
        boolean changed = !then.isNone() && then.shown().equals(now.shown());
        String made = changed
                ? "with " + SettingKey.SOURCE.key() + " " + now.shown() + " as it was before"
                : with(SettingKey.SOURCE.key(), then.shown()) + ", not " + with(SettingKey.SOURCE.key(), now.shown());
        throw new UserError("the checkpoint of " + files.job() + " was made " + made
                + (differing.isEmpty() ? "" : " (different: " + differing + ")") + ": set it back, or run "
                + files.resetCommand() + " to compute everything anew");
    }

    /** What is compared as it is. */
    private static Map<String, String> compared(Map<String, String> settings) {
        Map<String, String> compared = new TreeMap<>(settings);
        compared.remove(SettingKey.SOURCE.key());
        return compared;
    }

    /** See {@link Checkpoint#bind}. The checkpoint's folder must exist. */
    Map<String, String> bind(Map<String, String> settings, Map<String, String> defaults, Set<String> followed) {
        if (verify(settings, followed)) {
            noteFollowed(settings, followed);
        } else {
            Map<String, String> all = new TreeMap<>(defaults);
            all.putAll(settings);
            ObjectNode note = Json.object();
            note.put(LAYOUT_KEY, Integer.toString(LAYOUT));
            all.entrySet().stream()
                    .filter(setting -> !setting.getValue().isEmpty())
                    .forEach(setting -> note.put(setting.getKey(), setting.getValue()));
            notes.write(NOTE, note);
        }
        Map<String, String> noted = new TreeMap<>();
        notes.read(NOTE)
                .orElseThrow()
                .properties()
                .forEach(setting ->
                        noted.put(setting.getKey(), setting.getValue().asText()));
        return noted;
    }

    private void noteFollowed(Map<String, String> settings, Set<String> followed) {
        ObjectNode note = notes.read(NOTE).orElseThrow();
        boolean changed = false;
        for (String key : followed) {
            String now = settings.getOrDefault(key, "");
            if (!now.isEmpty() && !note.path(key).asText().equals(now)) {
                note.put(key, now);
                changed = true;
            }
        }
        if (changed) {
            notes.write(NOTE, note);
        }
    }

    /** See {@link Checkpoint#bindInput}. The checkpoint must be bound to its settings. */
    void bindInput(InputIdentity now, Supplier<UserError> recreated) {
        ObjectNode note = notes.read(NOTE).orElseThrow();
        String cluster = note.path(CLUSTER_KEY).asText();
        if (isOther(cluster, now.cluster())) {
            throw otherCluster(cluster, now.cluster());
        }
        if (isOther(note.path(TOPIC_ID_KEY).asText(), now.topicId())) {
            throw recreated.get();
        }
        if (adopt(note, CLUSTER_KEY, now.cluster()) | adopt(note, TOPIC_ID_KEY, now.topicId())) {
            notes.write(NOTE, note);
        }
    }

    /** Whether the checkpoint knows which topic it reads. */
    boolean knowsInput() {
        return notes.read(NOTE).map(note -> note.hasNonNull(TOPIC_ID_KEY)).orElse(false);
    }

    private static boolean isOther(String then, String now) {
        return !then.isEmpty() && !now.isEmpty() && !then.equals(now);
    }

    /** Notes a value that is known now and was not before. @return whether it did */
    private static boolean adopt(ObjectNode note, String key, String now) {
        boolean isNew = !now.isEmpty() && note.path(key).asText().isEmpty();
        if (isNew) {
            note.put(key, now);
        }
        return isNew;
    }

    private UserError otherCluster(String then, String now) {
        return new UserError(Message.of(
                "the checkpoint of {} belongs to another Kafka cluster ({}, not {}): connect to that one with {}, or"
                        + " give this one a checkpoint of its own with {} or {}, or, if that one is gone, run {}",
                files.job(),
                then,
                now,
                SettingKey.BOOTSTRAP_SERVER,
                SettingKey.DATA_DIR,
                SettingKey.CHECKPOINT_LOCATION,
                CheckpointFiles.RESET_ALL));
    }

    private UserError differs(String key, String then, String now) {
        if (key.equals(SettingKey.GEO_DATABASE.key())) {
            return otherDatabase(then, now);
        }
        if (then.isEmpty() || now.isEmpty()) {
            return new UserError("the checkpoint of " + files.job() + " was made " + with(key, then) + ", not "
                    + with(key, now) + ": set it back, or run " + files.resetCommand() + " to compute everything anew");
        }
        return new UserError("the checkpoint of " + files.job() + " was made with " + key + " " + named(key, then)
                + ", not " + named(key, now) + ": set it back, or run " + files.resetCommand()
                + " to compute everything anew");
    }

    /** Another build may be accepted, but having one at all changes what a login without a place means. */
    private UserError otherDatabase(String then, String now) {
        boolean other = !then.isEmpty() && !now.isEmpty();
        return new UserError(Message.of(
                "the checkpoint of {} was made {}, not {}: set {} back, {}or run {} to compute everything anew",
                files.job(),
                then.isEmpty() ? "without a database of addresses" : "with the database of addresses " + then,
                now.isEmpty() ? "without one" : "with " + now,
                SettingKey.GEO_DATABASE,
                other ? Message.of("set {} to go on with the new one, ", SettingKey.GEO_FOLLOW) : "",
                files.resetCommand()));
    }

    private static String named(String key, String value) {
        return key.equals(SettingKey.LOCALES.key()) ? Locales.describe(Set.of(value.split(","))) : value;
    }

    private static String with(String key, String value) {
        return value.isEmpty() ? "without " + key : "with " + key + " " + value;
    }
}
