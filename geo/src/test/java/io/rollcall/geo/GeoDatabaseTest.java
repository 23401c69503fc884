package io.rollcall.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.place.AddressLocator;
import io.rollcall.testkit.geo.MmdbWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoDatabaseTest {
    private static final String TEMPORARY = "java.io.tmpdir";
    private static final Instant BUILT = Instant.parse("2026-11-01T03:04:05Z");

    @TempDir
    Path folder;

    private AddressLocator locator(MmdbWriter writer) {
        return open(writer).locator();
    }

    private GeoDatabase open(MmdbWriter writer) {
        Path file = folder.resolve("test.mmdb");
        writer.write(file);
        return GeoDatabase.open(file);
    }

    private static MmdbWriter cities() {
        return new MmdbWriter("GeoLite2-City", BUILT)
                .putNested("8.8.8.0/24", "US", "CA")
                .putNested("9.0.0.0/8", "US", null)
                .putNested("24.48.0.0/16", "CA", "QC")
                .putNested("24.48.7.0/24", "US", "NY")
                .putNested("136.145.0.0/16", "PR", null)
                .putNested("2600::/16", "US", "UT")
                .putNested("2a02::/16", "DE", "BY");
    }

    @Test
    void identityIsTypeAndBuildTime() {
        assertThat(open(cities()).identity()).isEqualTo("GeoLite2-City 2026-11-01T03:04:05Z");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 28, 32})
    void citiesGiveStatesAndCountries(int recordSize) {
        AddressLocator locator = locator(cities().recordSize(recordSize));
        for (int round = 0; round < 2; round++) {
            assertThat(locator.locale("8.8.8.8")).isEqualTo("CA");
            assertThat(locator.locale("9.1.2.3")).isEqualTo("USA");
            assertThat(locator.locale("24.48.1.1")).isEqualTo("CAN");
            assertThat(locator.locale("24.48.7.1")).isEqualTo("NY");
            assertThat(locator.locale("136.145.1.1")).isEqualTo("PR");
            assertThat(locator.locale("2600::1")).isEqualTo("UT");
            assertThat(locator.locale("[2a02::1]:443")).isEqualTo("DEU");
            assertThat(locator.locale("::ffff:8.8.8.8")).isEqualTo("CA");
            assertThat(locator.locale("10.0.0.1, 24.48.1.1:80, 8.8.8.8")).isEqualTo("CAN");
            assertThat(locator.locale("77.1.1.1")).isNull();
            assertThat(locator.locale("10.0.0.1")).isNull();
            assertThat(locator.locale("example.org")).isNull();
            assertThat(locator.locale("")).isNull();
            assertThat(locator.locale(null)).isNull();
        }
    }

    @Test
    void specialAddressesAreNotLookedUp() {
        AddressLocator locator =
                locator(new MmdbWriter("x", BUILT).putFlat("::/1", "US", "Utah").putFlat("8000::/1", "US", "Utah"));
        assertThat(locator.locale("8.8.8.8")).isEqualTo("UT");
        assertThat(locator.locale("2600::1")).isEqualTo("UT");
        for (String address :
                List.of("127.0.0.1", "10.0.0.1", "100.64.0.1", "192.0.2.1", "::1", "fe80::1", "2001:db8::1")) {
            assertThat(locator.locale(address)).as(address).isNull();
        }
    }

    @Test
    void allFormsOfRecordsAreKnown() {
        AddressLocator locator = locator(new MmdbWriter("x", BUILT)
                .putFlat("1.0.0.0/24", "US", "Utah")
                .putFlat("1.0.1.0/24", "US", null)
                .putFlat("1.0.2.0/24", "US", "")
                .putFlat("1.0.3.0/24", "FR", "Île-de-France")
                // IPinfo Lite
                .put("1.0.4.0/24", Map.of("country", "Germany", "country_code", "DE", "continent", "Europe"))
                // IPinfo
                .put("1.0.5.0/24", Map.of("country", "US", "region", "Texas", "city", "Austin"))
                // DB-IP Lite
                .put(
                        "1.0.6.0/24",
                        Map.of(
                                "country", Map.of("iso_code", "US", "names", Map.of("en", "United States")),
                                "subdivisions", List.of(Map.of("names", Map.of("en", "New York")))))
                // GeoIP2 Enterprise has the smallest subdivision last
                .put(
                        "1.0.7.0/24",
                        Map.of(
                                "country", Map.of("iso_code", "GB"),
                                "subdivisions", List.of(Map.of("iso_code", "ENG"), Map.of("iso_code", "OXF"))))
                .put("1.0.8.0/24", Map.of("continent", Map.of("code", "EU")))
                .put("1.0.9.0/24", Map.of("country", Map.of("iso_code", "QQ")))
                .put("1.0.10.0/24", Map.of("country", Map.of(), "subdivisions", List.of()))
                .put("1.0.11.0/24", Map.of("country", 7, "subdivisions", "?", "region", true))
                .put("1.0.12.0/24", Map.of("country_code", "XK")));
        assertThat(IntStream.rangeClosed(0, 12).mapToObj(i -> locator.locale("1.0." + i + ".1")))
                .containsExactly("UT", "USA", "USA", "FRA", "DEU", "TX", "NY", "GBR", null, null, null, null, "XKX");
    }

    @Test
    void aDatabaseOfVersion4KnowsNoVersion6() {
        AddressLocator locator = locator(new MmdbWriter("x", BUILT).version4().putFlat("0.0.0.0/1", "US", "Utah"));
        assertThat(locator.locale("8.8.8.8")).isEqualTo("UT");
        assertThat(locator.locale("::ffff:8.8.8.8")).isEqualTo("UT");
        assertThat(locator.locale("2600::1")).isNull();
    }

    @Test
    void aDatabaseOfVersion6AloneKnowsNoVersion4() {
        AddressLocator locator = locator(new MmdbWriter("x", BUILT).putFlat("2600::/16", "US", "Utah"));
        assertThat(locator.locale("2600::1")).isEqualTo("UT");
        assertThat(locator.locale("8.8.8.8")).isNull();
    }

    /** More addresses than the cache holds, several of them in one slot. */
    @Test
    void cachedAnswersAreThoseOfTheirOwnText() {
        MmdbWriter writer = new MmdbWriter("x", BUILT);
        for (int i = 1; i < 200; i++) {
            writer.putFlat("1." + i + ".0.0/16", i % 3 == 0 ? "US" : i % 3 == 1 ? "CA" : "DE", null);
        }
        AddressLocator locator = locator(writer);
        String[] expected = {"USA", "CAN", "DEU"};
        Random random = new Random(21);
        IntStream.range(0, 30_000).forEach(n -> {
            int i = 1 + random.nextInt(199);
            assertThat(locator.locale("1." + i + "." + random.nextInt(256) + "." + random.nextInt(4)))
                    .isEqualTo(expected[i % 3]);
        });
    }

    @Test
    void severalThreadsLookUpAtOnce() {
        AddressLocator locator = locator(cities());
        assertThat(IntStream.range(0, 200_000)
                        .parallel()
                        .mapToObj(i -> locator.locale("24.48." + i % 16 + "." + i / 16 % 256))
                        .filter(locale -> !locale.equals("CAN"))
                        .count())
                .isEqualTo(200_000 / 16);
    }

    @Test
    void aDeserializedLocatorOpensTheSameFile() throws Exception {
        AddressLocator locator = locator(cities());
        assertThat(locator.locale("8.8.8.8")).isEqualTo("CA");
        AddressLocator copy = copy(locator);
        assertThat(copy.locale("8.8.8.8")).isEqualTo("CA");
    }

    @Test
    void aDeserializedLocatorRefusesAnotherBuild() throws Exception {
        byte[] bytes = bytes(locator(cities()));
        open(new MmdbWriter("GeoLite2-City", BUILT.plusSeconds(1)).putFlat("8.8.8.0/24", "US", null));
        AddressLocator copy = read(bytes);
        assertThatThrownBy(() -> copy.locale("8.8.8.8"))
                .isInstanceOf(GeoDatabaseException.class)
                .hasMessage(folder.resolve("test.mmdb")
                        + " is GeoLite2-City 2026-11-01T03:04:06Z, and not GeoLite2-City 2026-11-01T03:04:05Z; put the"
                        + " same database on all machines");
    }

    static Stream<Arguments> overwriting() {
        byte[] random = new byte[100_000];
        new Random(21).nextBytes(random);
        MmdbWriter otherBuild = new MmdbWriter("GeoLite2-City", BUILT.plusSeconds(1))
                .putNested("8.8.8.0/24", "US", "NV")
                .putNested("9.0.0.0/8", "CA", null)
                .putNested("24.48.0.0/16", "US", "QC")
                .putNested("24.48.7.0/24", "US", "NJ")
                .putNested("136.145.0.0/16", "PR", null)
                .putNested("2600::/16", "US", "UT")
                .putNested("2a02::/16", "DE", "BY");
        return Stream.of(
                Arguments.of("nothing", new byte[0]),
                Arguments.of("random bytes", random),
                Arguments.of("another build", otherBuild.bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("overwriting")
    void whoWritesIntoTheFile_changesNoAnswer(String what, byte[] bytes) throws IOException {
        Path file = folder.resolve("test.mmdb");
        cities().write(file);
        try (GeoDatabase database = GeoDatabase.open(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(bytes.length).write(ByteBuffer.wrap(bytes));
            }
            AddressLocator locator = database.locator();
            assertThat(locator.locale("8.8.8.8")).isEqualTo("CA");
            assertThat(locator.locale("9.1.2.3")).isEqualTo("USA");
            assertThat(locator.locale("24.48.1.1")).isEqualTo("CAN");
            assertThat(locator.locale("24.48.7.1")).isEqualTo("NY");
            assertThat(locator.locale("77.1.1.1")).isNull();
        }
    }

    @Test
    void noCopyOfTheFileIsLeft_andWithoutRoomForOneItIsRefused(@TempDir Path temporary) throws IOException {
        Path file = folder.resolve("test.mmdb");
        cities().write(file);
        String before = System.setProperty(TEMPORARY, temporary.toString());
        try {
            try (GeoDatabase database = GeoDatabase.open(file)) {
                assertThat(temporary).isEmptyDirectory();
                assertThat(database.locator().locale("8.8.8.8")).isEqualTo("CA");
            }
            Files.write(file, new byte[] {1, 2, 3});
            assertThatThrownBy(() -> GeoDatabase.open(file)).isInstanceOf(GeoDatabaseException.class);
            assertThat(temporary).isEmptyDirectory();

            System.setProperty(TEMPORARY, temporary.resolve("none").toString());
            assertThatThrownBy(() -> GeoDatabase.open(file))
                    .isInstanceOf(GeoDatabaseException.class)
                    .hasMessage(
                            file + " cannot be copied to " + temporary.resolve("none") + ", and a job reads a copy of"
                                    + " its own; make room for it there, or name another folder with -Djava.io.tmpdir in"
                                    + " ROLLCALL_JAVA_OPTS");
        } finally {
            System.setProperty(TEMPORARY, before);
        }
    }

    @Test
    void aClosedDatabaseSaysSo() {
        GeoDatabase database = open(cities());
        database.close();
        assertThatThrownBy(() -> database.locator().locale("8.8.8.8"))
                .isInstanceOf(GeoDatabaseException.class)
                .hasMessage(folder.resolve("test.mmdb") + " is closed");
    }

    private static AddressLocator copy(AddressLocator locator) throws IOException, ClassNotFoundException {
        return read(bytes(locator));
    }

    private static byte[] bytes(AddressLocator locator) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(locator);
        }
        return bytes.toByteArray();
    }

    private static AddressLocator read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (AddressLocator) in.readObject();
        }
    }
}
