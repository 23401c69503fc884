package io.rollcall.dashboard.access;

import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users and tokens of a file, which is read again when it changes. Thread-safe. */
final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);
    /** The file is looked at this often at most, ms. */
    private static final long LOOK_MILLIS = 1_000;

    /** Without the path, and without names: every viewer reads it. */
    private static final String FORMER_HOLD =
            "the new file of users is bad, so those of the former one still hold: see the log of the dashboard";

    private final Path path;
    private final LongSupplier nowMillis;
    private Map<String, UserEntry> users = Map.of();
    private Map<String, UserEntry> tokens = Map.of();
    private int maxCost;
    private String version;
    /** Why the file could not be taken when it was looked at last; null if it could. */
    private String problem;

    private long lookedMillis;

    /** Reads the file. @throws UserError if it is bad */
    Users(Path path, LongSupplier nowMillis) {
        this.path = path;
        this.nowMillis = nowMillis;
        version = version();
        lookedMillis = nowMillis.getAsLong();
        take(UsersFile.read(path));
    }

    /** The user of this name. */
    synchronized Optional<UserEntry> user(String name) {
        refresh();
        return Optional.ofNullable(users.get(name));
    }

    /** The token with this hash. */
    synchronized Optional<UserEntry> token(String hash) {
        refresh();
        return Optional.ofNullable(tokens.get(hash));
    }

    /** The highest cost of the users' hashes; the usual one if there are no users. */
    synchronized int maxCost() {
        refresh();
        return maxCost;
    }

    /** Whether an entry still stands in the file as it is. */
    synchronized boolean has(UserEntry entry) {
        refresh();
        return entry.equals(entry.kind() == UserEntry.Kind.USER ? users.get(entry.name()) : tokens.get(entry.hash()));
    }

    /** Whether users and tokens of the former file hold because this one is bad, in words for every viewer. */
    synchronized Optional<String> problem() {
        refresh();
        return problem == null ? Optional.empty() : Optional.of(FORMER_HOLD);
    }

    /** While the new file is bad, the former one holds. */
    private void refresh() {
        long now = nowMillis.getAsLong();
        if (now - lookedMillis < LOOK_MILLIS) {
            return;
        }
        lookedMillis = now;
        String found = version();
        // A file that could not be read may become readable without looking different.
        if (problem == null && found.equals(version)) {
            return;
        }
        version = found;
        try {
            take(UsersFile.read(path));
            problem = null;
            LOG.info("the file of users was read again: {} users, {} tokens", users.size(), tokens.size());
        } catch (UserError e) {
            String text = e.getMessage() + "; the users and tokens that were read before still hold";
            if (!text.equals(problem)) {
                LOG.error("{}", text);
            }
            problem = text;
        }
    }

    private void take(UsersFile file) {
        Map<String, UserEntry> byName = new HashMap<>();
        Map<String, UserEntry> byHash = new HashMap<>();
        for (UserEntry entry : file.entries()) {
            if (entry.kind() == UserEntry.Kind.USER) {
                byName.put(entry.name(), entry);
            } else {
                byHash.put(entry.hash(), entry);
            }
        }
        users = byName;
        maxCost = byName.values().stream()
                .mapToInt(user -> PasswordHash.cost(user.hash()))
                .max()
                .orElse(PasswordHash.COST);
        tokens = byHash;
    }

    /** A file that takes the place of another has another key, even if it is as old and as long. */
    private String version() {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return file.fileKey() + " " + file.lastModifiedTime() + " " + file.size();
        } catch (IOException e) {
            return "missing";
        }
    }
}
