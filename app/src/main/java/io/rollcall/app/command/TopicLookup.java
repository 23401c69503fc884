package io.rollcall.app.command;

import io.rollcall.app.terminal.SimilarNames;
import io.rollcall.model.settings.UserError;
import java.util.List;
import java.util.Map;

/** Looks topics up by name. */
final class TopicLookup {
    private TopicLookup() {}

    /**
     * The entry of a topic in a map by name.
     *
     * @throws UserError that suggests similar names if there is no such topic
     */
    static <T> T find(String topic, Map<String, T> known) {
        T found = known.get(topic);
        if (found != null) {
            return found;
        }
        List<String> similar = SimilarNames.of(topic, known.keySet());
        String hint = similar.isEmpty()
                ? "`rollcall topics` lists them"
                : "did you mean " + String.join(" or ", similar) + "?";
        throw new UserError("there is no topic '" + topic + "': " + hint);
    }
}
