package io.rollcall.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.model.place.AddressLocator;
import io.rollcall.testkit.geo.MmdbWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no usable databases: each is refused with one sentence, or gives answers and sentences, but nothing else. */
@Timeout(120)
class GeoDatabaseDamageTest {
    private static final Instant BUILT = Instant.parse("2026-11-01T03:04:05Z");
    private static final String[] ADDRESSES = {
        "1.2.3.4", "8.8.8.8", "9.9.9.9", "24.48.1.1", "136.145.1.1", "200.1.1.1", "2600::1", "2a02::1"
    };

    @TempDir
    Path folder;

    private static MmdbWriter cities() {
        return new MmdbWriter("GeoLite2-City", BUILT)
                .putNested("8.8.8.0/24", "US", "CA")
                .putNested("24.48.0.0/16", "CA", "QC")
                .putFlat("136.145.0.0/16", "PR", null)
                .put(
                        "1.2.0.0/16",
                        Map.of(
                                "country",
                                new TreeMap<>(
                                        Map.of("iso_code", "FR", "names", Map.of("en", "France", "de", "Frankreich"))),
                                "location",
                                new TreeMap<>(
                                        Map.of("latitude", 48.8, "accuracy", 100, "big", 1L << 40, "is_in_eu", true))))
                .putNested("2600::/16", "US", "UT")
                .putNested("2a02::/16", "DE", "BY");
    }

    private void assertRefused(Path file, String sentence) {
        assertThatThrownBy(() -> GeoDatabase.open(file))
                .isInstanceOf(GeoDatabaseException.class)
                .hasMessage(file + sentence);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("test.mmdb"), bytes);
    }

    @Test
    void aFileThatIsNotThere() {
        assertRefused(folder.resolve("none.mmdb"), " does not exist; name a database in MaxMind's format (.mmdb)");
    }

    @Test
    void aDirectory() {
        assertRefused(folder, " is a directory; name the database (.mmdb) in it");
    }

    @Test
    void aDevice() {
        Path device = Path.of("/dev/zero");
        assumeTrue(Files.exists(device));
        assertRefused(device, " is not a regular file; name a database in MaxMind's format (.mmdb)");
    }

    @Test
    void aFileWithoutPermission() throws IOException {
        Path file = file(cities().bytes());
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        assumeTrue(!Files.isReadable(file)); // root may read everything
        assertRefused(file, " may not be read by this user; change its permissions");
    }

    @Test
    void anEmptyFile() throws IOException {
        assertRefused(file(new byte[0]), " is empty; download it again");
    }

    @Test
    void aHugeFile() throws IOException {
        Path file = folder.resolve("huge.mmdb");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((1L << 30) + 1);
        }
        assertRefused(file, " is larger than 1 GiB; name a database of countries or cities");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "network,country\n1.2.3.0/24,US\n", "PK\u0003\u0004 and more", "MaxMind.com"})
    void anotherFile(String text) throws IOException {
        assertRefused(
                file(text.getBytes(StandardCharsets.UTF_8)),
                " is not a database in MaxMind's format (.mmdb), or a part of one; unpack it if it is an archive, or"
                        + " download it again");
    }

    @Test
    void aDatabaseOfSomethingElse() throws IOException {
        byte[] asn = new MmdbWriter("GeoLite2-ASN", BUILT)
                .put("8.8.8.0/24", Map.of("autonomous_system_number", 15169))
                .bytes();
        assertRefused(
                file(asn), " has the type GeoLite2-ASN and names no country; name a database of countries or cities");
    }

    @Test
    void aDatabaseWithoutNetworks() throws IOException {
        assertRefused(
                file(new MmdbWriter("GeoLite2-City", BUILT).bytes()),
                " has the type GeoLite2-City and names no country; name a database of countries or cities");
    }

    @Test
    void everyTruncation() throws IOException {
        byte[] whole = cities().bytes();
        for (int length = 0; length < whole.length; length++) {
            Path file = file(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> GeoDatabase.open(file))
                    .as("%d bytes", length)
                    .isInstanceOf(GeoDatabaseException.class)
                    .message()
                    .satisfies(GeoDatabaseDamageTest::isOneSentence);
        }
    }

    @Test
    void everyCutAtTheBeginning() throws IOException {
        byte[] whole = cities().bytes();
        for (int from = 1; from < whole.length; from++) {
            assertAnswersOrSentences(Arrays.copyOfRange(whole, from, whole.length), "from " + from);
        }
    }

    @ParameterizedTest
    @CsvSource({"24, 1", "28, 3", "32, 1"})
    void everyByteWithOtherValues(int recordSize, int values) throws IOException {
        byte[] whole = cities().recordSize(recordSize).bytes();
        Random random = new Random(recordSize);
        for (int at = 0; at < whole.length; at++) {
            for (int value : random.ints(values, 0, 256).toArray()) {
                byte[] bytes = whole.clone();
                bytes[at] = (byte) value;
                assertAnswersOrSentences(bytes, "byte " + at + " is " + value);
            }
        }
    }

    @Test
    void randomBytes() throws IOException {
        Random random = new Random(21);
        byte[] whole = cities().bytes();
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = whole.clone();
            List<Integer> changed = new ArrayList<>();
            for (int j = 0; j <= random.nextInt(8); j++) {
                changed.add(random.nextInt(bytes.length));
                bytes[changed.get(j)] = (byte) random.nextInt(256);
            }
            assertAnswersOrSentences(bytes, "try " + i + " " + changed);
        }
    }

    /** Each record is a list of the one before, twice: 2 to the power of 40 values. */
    @Test
    void aRecordThatGrowsWithoutEnd() throws IOException {
        byte[] whole = new MmdbWriter("x", BUILT)
                .put("8.8.8.0/24", Map.of("country", "a".repeat(500)))
                .bytes();
        int text = indexOf(whole, "aaaa");
        byte[] bytes = whole.clone();
        int data = text - 3 - "country".length() - 2;
        for (int i = 0; i < 40; i++) {
            int at = text + 6 * i;
            bytes[at] = 0x02; // a list of two
            bytes[at + 1] = 0x04;
            pointer(bytes, at + 2, at + 6 - data);
            pointer(bytes, at + 4, at + 6 - data);
        }
        bytes[text - 3] = 0x02;
        bytes[text - 2] = 0x04;
        pointer(bytes, text - 1, text + 6 - data);
        pointer(bytes, text + 1, text + 6 - data);
        assertRefused(file(bytes), " is damaged: a record of it has no end; download it again");
    }

    private static void pointer(byte[] bytes, int at, int target) {
        bytes[at] = (byte) (0x20 | target >> 8);
        bytes[at + 1] = (byte) target;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Test
    void aTextThatIsNotUtf8_isRefused() throws IOException {
        byte[] bytes = cities().bytes();
        bytes[indexOf(bytes, "UT")] = (byte) 0xff;
        assertRefused(file(bytes), " is damaged: a text of it is not UTF-8; download it again");
    }

    private void assertAnswersOrSentences(byte[] bytes, String what) throws IOException {
        Path file = file(bytes);
        assertThatCode(() -> answers(file))
                .as(what)
                .satisfiesAnyOf(thrown -> assertThat(thrown).isNull(), thrown -> assertThat(thrown)
                        .isInstanceOf(GeoDatabaseException.class)
                        .message()
                        .satisfies(GeoDatabaseDamageTest::isOneSentence));
    }

    private static void answers(Path file) {
        GeoDatabaseException atLookup = null;
        try (GeoDatabase database = GeoDatabase.open(file)) {
            assertThat(database.identity()).isNotBlank();
            AddressLocator locator = database.locator();
            for (String address : ADDRESSES) {
                try {
                    String locale = locator.locale(address);
                    assertThat(locale == null || locale.matches("[A-Z]{2,3}")).isTrue();
                } catch (GeoDatabaseException e) {
                    atLookup = e;
                }
            }
        }
        if (atLookup != null) {
            throw atLookup;
        }
    }

    private static void isOneSentence(String message) {
        assertThat(message)
                .doesNotContain("\n", "null", "Exception")
                .hasSizeLessThan(400)
                .matches(".+ (is|has|was|may) .+");
    }
}
