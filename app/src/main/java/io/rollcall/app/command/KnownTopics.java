package io.rollcall.app.command;

import io.rollcall.app.terminal.NearestNames;
import io.rollcall.model.settings.UserError;
import java.util.List;
import java.util.Map;

/** Topics by their names. */
final class KnownTopics {
    private KnownTopics() {}

    /** What there is of that topic. @throws UserError that names the nearest ones if there is no such topic */
    static <T> T find(String topic, Map<String, T> known) {
        T found = known.get(topic);
        if (found != null) {
            return found;
        }
        List<String> near = NearestNames.of(topic, known.keySet());
        String hint =
                near.isEmpty() ? "`rollcall topics` lists them" : "did you mean " + String.join(" or ", near) + "?";
        throw new UserError("there is no topic '" + topic + "': " + hint);
    }
}
