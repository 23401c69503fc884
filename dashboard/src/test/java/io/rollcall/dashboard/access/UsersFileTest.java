package io.rollcall.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of users: what is read, what is refused, and how it is changed. */
class UsersFileTest {
    /** Of {@code htpasswd -nbB ann "correct horse"}, with the cost 10. */
    private static final String HTPASSWD =
            "$2y$10$" + TestUsers.hash("correct horse").substring(7);

    /** The lowest cost: what is tested is not how long a hash takes. */
    private static final int COST = 10;

    @TempDir
    private Path folder;

    private static boolean setPassword(Path file, String name, Role role, String password) {
        return UsersEditor.setPassword(file, name, role, password, COST);
    }

    @Test
    void everyProblem_isNamedWithItsLine_andNoHashIsRepeated() throws Exception {
        Path file = folder.resolve("users");
        String good = TestUsers.hash("x");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "# a comment",
                        "",
                        "user ann viewer " + good,
                        "usr bob viewer " + good,
                        "user bob viewer",
                        "user b\u00f6b viewer " + good,
                        "user bob root " + good,
                        "user bob anyone " + good,
                        "user bob viewer hunter2",
                        "user bob viewer " + good.replace("$10$", "$31$"),
                        "user bob viewer " + good.replace("$10$", "$04$"),
                        "token bob viewer " + good,
                        "user ann admin " + good));
        assertThatThrownBy(() -> UsersFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "line 4: it must begin with user or token; line 5: it must be user NAME ROLE HASH;"
                                + " line 6: a name is ")
                .hasMessageContaining(
                        "line 7: the role of bob must be viewer, analyst or admin; line 8: the role of bob")
                .hasMessageContaining("line 9: the hash is not bcrypt's ($2b$...); line 10: the cost of the hash is 31,"
                        + " it must be 10 to 14; line 11: the cost of the hash is 4,")
                .hasMessageContaining("line 12: the hash is not 64 hexadecimal digits")
                .hasMessageContaining("line 13: the user ann stands on an earlier line, too")
                .hasMessageNotContainingAny("hunter2", good, "line 3");
    }

    @Test
    void filesThatAreNone_areRefusedInOneLine() throws Exception {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'u', -1, -2});
        Path large = Files.writeString(folder.resolve("large"), "# ".repeat(1 << 20));
        for (Path file : List.of(folder, folder.resolve("missing"), binary, large, Path.of("/dev/zero"))) {
            assertThatThrownBy(() -> UsersFile.read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(file.toString())
                    .message()
                    .hasLineCount(1);
        }
        for (String nobody : List.of("", "\n \n", "# nobody\n")) {
            Path empty = Files.writeString(folder.resolve("empty"), nobody);
            assertThatThrownBy(() -> UsersFile.read(empty)).hasMessageContaining("has no user and no token: add one");
            assertThat(UsersFile.readOrEmpty(empty).entries()).as("to add one").isEmpty();
        }
        String many = "bad\n".repeat(1_000);
        Path bad = Files.writeString(folder.resolve("bad"), many);
        assertThatThrownBy(() -> UsersFile.read(bad)).hasMessageEndingWith("; and 980 more");
    }

    @Test
    void passwordsAndTokens_areWrittenForTheOwnerAlone_andLeaveOtherLinesAsTheyAre() throws Exception {
        Path file = folder.resolve("users");
        assertThat(setPassword(file, "ann", Role.VIEWER, "correct horse")).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "# ours\n\n" + Files.readString(file) + "# end\n");
        String token = UsersEditor.newToken(file, "ann", Role.ADMIN);
        assertThat(setPassword(file, "ann", Role.ANALYST, "battery staple")).isFalse();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(5).startsWith("# ours", "").contains("# end");
        assertThat(lines.get(2)).startsWith("user ann analyst $2b$10$");
        assertThat(lines.get(4)).isEqualTo("token ann admin " + Secrets.hash(token));
        assertThat(Files.readString(file)).doesNotContain(token, "battery");
        assertThat(PasswordHash.matches("battery staple", lines.get(2).split(" ")[3]))
                .isTrue();
        assertThat(PasswordHash.matches("correct horse", lines.get(2).split(" ")[3]))
                .isFalse();
        assertThat(UsersEditor.newToken(file, "ann", Role.ADMIN))
                .isNotEqualTo(token)
                .hasSize(43);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void usualCost_isThatOfTheCommand() {
        UsersEditor.setPassword(folder.resolve("users"), "ann", Role.VIEWER, "correct horse");
        assertThat(UsersFile.read(folder.resolve("users")).entries().get(0).hash())
                .startsWith("$2b$12$");
    }

    @Test
    void fileThatIsThere_keepsItsMode() throws Exception {
        Path file = folder.resolve("users");
        setPassword(file, "ann", Role.VIEWER, "correct horse");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        UsersEditor.newToken(file, "ann", Role.VIEWER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    /** The dashboard runs as a user of its own; whoever runs the command is often root. */
    @Test
    void fileThatIsThere_keepsOwnerAndGroup_whenRootChangesIt() throws Exception {
        Path file = folder.resolve("users");
        setPassword(file, "ann", Role.VIEWER, "correct horse");
        assumeThat(Files.getOwner(file).getName())
                .as("only root can give files away")
                .isEqualTo("root");
        UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        view.setOwner(names.lookupPrincipalByName("nobody"));
        view.setGroup(names.lookupPrincipalByGroupName("daemon"));
        setPassword(file, "bob", Role.VIEWER, "battery staple");
        PosixFileAttributes after = Files.readAttributes(file, PosixFileAttributes.class);
        assertThat(after.owner().getName() + ":" + after.group().getName()).isEqualTo("nobody:daemon");
        assertThat(PosixFilePermissions.toString(after.permissions())).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "aaaaaaaaaaaa",
                "abababababab",
                "my ann password",
                "ANN is here",
                "with\u0007a bell  x"
            })
    void weakPasswords_areRefused_andNothingIsWritten(String password) {
        Path file = folder.resolve("users");
        assertThatThrownBy(() -> setPassword(file, "ann", Role.VIEWER, password))
                .isInstanceOf(UserError.class)
                .message()
                .hasLineCount(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatBcryptWouldCut_isRefused() {
        String longest = "\u00e4bcd".repeat(14) + "xy"; // 72 bytes
        assertThat(setPassword(folder.resolve("users"), "ann", Role.VIEWER, longest))
                .isTrue();
        assertThatThrownBy(() -> setPassword(folder.resolve("users"), "ann", Role.VIEWER, longest + "z"))
                .hasMessageContaining("too long");
        String hash = UsersFile.read(folder.resolve("users")).entries().get(0).hash();
        assertThat(PasswordHash.matches(longest, hash)).isTrue();
        assertThat(PasswordHash.matches(longest + "z", hash)).isFalse();
    }

    @Test
    void badFile_isNotWrittenOver() throws Exception {
        Path file = Files.writeString(folder.resolve("users"), "something else\n");
        assertThatThrownBy(() -> setPassword(file, "ann", Role.VIEWER, "correct horse"))
                .hasMessageContaining("line 1");
        assertThat(file).hasContent("something else\n");
        assertThatThrownBy(() -> UsersEditor.newToken(folder.resolve("no/users"), "ann", Role.VIEWER))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("must exist");
        assertThatThrownBy(() -> UsersEditor.newToken(file, "ann\nuser eve", Role.VIEWER))
                .hasMessageContaining("a name is");
    }

    @Test
    void hashesOfHtpasswd_areTaken() throws Exception {
        Path file = Files.writeString(folder.resolve("users"), "user ann viewer " + HTPASSWD + "\n");
        assertThat(PasswordHash.matches(
                        "correct horse", UsersFile.read(file).entries().get(0).hash()))
                .isTrue();
    }
}
