package io.rollcall.dashboard.access;

import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file of users and tokens: per line {@code user NAME ROLE HASH} or {@code token NAME ROLE HASH}. Empty lines, and
 * lines that begin with {@code #}, say nothing.
 */
final class UsersFile {
    /** Ten thousand users. */
    private static final long MAX_BYTES = 1 << 20;

    private static final int MAX_PROBLEMS = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final List<String> lines;
    private final List<UserEntry> entries;

    private UsersFile(Path path, List<String> lines, List<UserEntry> entries) {
        this.path = path;
        this.lines = lines;
        this.entries = entries;
    }

    /** Reads a file. @throws UserError that names every line with a problem, and what it is; also if nobody is in it */
    static UsersFile read(Path path) {
        UsersFile file = of(path, text(path));
        if (file.entries.isEmpty()) {
            throw new UserError("the file of users " + path + " has no user and no token: add one with"
                    + " `rollcall dashboard passwd --file FILE NAME --role ROLE`");
        }
        return file;
    }

    /** Reads a file to change it: it may be missing, and empty. @throws UserError if a line is bad */
    static UsersFile readOrEmpty(Path path) {
        return of(path, Files.notExists(path) ? "" : text(path));
    }

    private static String text(Path path) {
        if (Files.isDirectory(path)) {
            throw new UserError("the file of users " + path + " is a folder: name a file");
        }
        if (Files.notExists(path)) {
            throw new UserError("the file of users " + path + " does not exist: make it with"
                    + " `rollcall dashboard passwd --file FILE NAME --role ROLE`");
        }
        if (!Files.isRegularFile(path)) {
            throw new UserError("the file of users " + path + " is a device or a pipe: name a file");
        }
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new UserError("the file of users " + path + " is larger than 1 MiB: is it the right file?");
            }
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new UserError("the file of users " + path + " is not text in UTF-8: is it the right file?", e);
        } catch (IOException e) {
            throw new UserError("the file of users " + path + " cannot be read: make it readable for this user", e);
        }
    }

    private static UsersFile of(Path path, String text) {
        List<String> lines = text.lines().toList();
        List<UserEntry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+");
            String problem = problem(words);
            if (problem == null && !seen.add(words[0] + " " + words[1])) {
                problem = "the " + words[0] + " " + words[1] + " stands on an earlier line, too";
            }
            if (problem == null) {
                UserEntry.Kind kind = words[0].equals("user") ? UserEntry.Kind.USER : UserEntry.Kind.TOKEN;
                entries.add(new UserEntry(kind, words[1], Role.given(words[2]).orElseThrow(), words[3]));
            } else {
                problems.add("line " + (i + 1) + ": " + problem);
            }
        }
        if (!problems.isEmpty()) {
            int more = problems.size() - MAX_PROBLEMS;
            throw new UserError("the file of users " + path + " is bad: "
                    + String.join("; ", problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
        return new UsersFile(path, lines, entries);
    }

    /** What is wrong with a line, or null. Hashes, and what may be a password in their place, are not repeated. */
    private static String problem(String... words) {
        if (!words[0].equals("user") && !words[0].equals("token")) {
            return "it must begin with user or token";
        }
        if (words.length != 4) {
            return "it must be " + words[0] + " NAME ROLE HASH";
        }
        String name = nameProblem(words[1]);
        if (name != null) {
            return name;
        }
        if (Role.given(words[2]).isEmpty()) {
            return "the role of " + words[1] + " must be viewer, analyst or admin";
        }
        if (words[0].equals("token")) {
            return SHA_256.matcher(words[3]).matches() ? null : "the hash is not 64 hexadecimal digits";
        }
        return PasswordHash.problem(words[3]);
    }

    /** What is wrong with a name, or null. */
    static String nameProblem(String name) {
        return NAME.matcher(name).matches()
                ? null
                : "a name is 1 to 64 letters of ASCII, digits, '.', '_', '@' and '-'";
    }

    List<UserEntry> entries() {
        return entries;
    }

    /** With one more entry, in place of the one of its kind and name if there is one. All other lines stay as they are. */
    UsersFile with(UserEntry entry) {
        List<String> changed = new ArrayList<>(lines);
        String start = entry.kind().wireName() + " " + entry.name() + " ";
        for (int i = 0; i < changed.size(); i++) {
            if ((changed.get(i).strip().replaceAll("\\s+", " ") + " ").startsWith(start)) {
                changed.set(i, entry.line());
                return of(path, String.join("\n", changed));
            }
        }
        changed.add(entry.line());
        return of(path, String.join("\n", changed));
    }

    boolean has(UserEntry.Kind kind, String name) {
        return entries.stream()
                .anyMatch(entry -> entry.kind() == kind && entry.name().equals(name));
    }

    /**
     * Writes the file: whole or not at all. A new one is for its owner alone; one that is there keeps owner, group and mode,
     * so that the dashboard can still read it after root has changed it.
     *
     * @throws UserError if it cannot be written, or would get another owner
     */
    void write() {
        Path folder = path.toAbsolutePath().getParent();
        Path temporary = null;
        try {
            Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path;
            temporary = Files.createTempFile(
                    target.toAbsolutePath().getParent(),
                    ".users",
                    ".new",
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(temporary, lines, StandardCharsets.UTF_8);
            if (Files.exists(target)) {
                keepAccess(target, temporary);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(temporary);
            throw new UserError(
                    "the file of users " + path + " cannot be written: the folder " + folder
                            + " must exist, and this user must be allowed to write there",
                    e);
        }
    }

    private void keepAccess(Path from, Path to) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        PosixFileAttributes found = view.readAttributes();
        try {
            if (!found.owner().equals(wanted.owner())) {
                view.setOwner(wanted.owner());
            }
            if (!found.group().equals(wanted.group())) {
                view.setGroup(wanted.group());
            }
        } catch (IOException e) {
            delete(to);
            throw new UserError(
                    "the file of users " + path + " would get another owner or group than "
                            + wanted.owner().getName() + " and "
                            + wanted.group().getName() + ": run this as "
                            + wanted.owner().getName() + ", or as root",
                    e);
        }
        view.setPermissions(wanted.permissions());
    }

    private static void delete(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // the first error is reported
        }
    }
}
