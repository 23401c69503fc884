package io.rollcall.geo.bench;

import io.rollcall.geo.GeoDatabase;
import io.rollcall.model.place.AddressLocator;
import io.rollcall.model.place.PlaceNames;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Processor time of one thread per lookup, and of opening. Not a test: run {@code main}; its arguments are databases. Uniform:
 * random public addresses of IPv4, none twice. Skewed: 200,000 people with one address each, of whom the n-th logs in 1/n
 * times as often as the first. Texts are fresh, as those of a record are, so their hash is computed.
 */
public final class GeoBenchmark {
    private static final int LOOKUPS = 1_000_000;
    private static final int PEOPLE = 200_000;
    private static final int ROUNDS = 4;

    private GeoBenchmark() {}

    public static void main(String[] files) {
        Random random = new Random(21);
        String[] uniform = addresses(random, LOOKUPS);
        String[] people = addresses(random, PEOPLE);
        String[] skewed = new String[LOOKUPS];
        for (int i = 0; i < LOOKUPS; i++) {
            skewed[i] = people[(int) Math.pow(PEOPLE, random.nextDouble()) - 1];
        }
        for (String file : files) {
            for (int round = 0; round < ROUNDS; round++) {
                long start = cpuNanos();
                try (GeoDatabase database = GeoDatabase.open(Path.of(file))) {
                    double open = (cpuNanos() - start) / 1e6;
                    AddressLocator locator = database.locator();
                    System.out.printf(
                            Locale.ROOT,
                            "%s: open %.0f ms, uniform %.2f µs, skewed %.2f µs per lookup%n",
                            Path.of(file).getFileName(),
                            open,
                            micros(locator, uniform),
                            micros(locator, skewed));
                }
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf(
                    Locale.ROOT,
                    "names: \"UT\", \"US\" %.3f µs; \"utah\", \"united states\" %.3f µs%n",
                    namesMicros("UT", "US"),
                    namesMicros("utah", "united states"));
        }
    }

    private static String[] addresses(Random random, int count) {
        String[] addresses = new String[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = 1 + random.nextInt(223) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                    + random.nextInt(256);
        }
        return addresses;
    }

    private static double micros(AddressLocator locator, String[] addresses) {
        int known = 0;
        long start = cpuNanos();
        for (String address : addresses) {
            known += locator.locale(new String(address.toCharArray())) == null ? 0 : 1;
        }
        double micros = (cpuNanos() - start) / 1e3 / addresses.length;
        if (known == 0) {
            throw new IllegalStateException("the database knows none of the addresses");
        }
        return micros;
    }

    private static double namesMicros(String region, String country) {
        int known = 0;
        long start = cpuNanos();
        for (int i = 0; i < LOOKUPS; i++) {
            known += PlaceNames.locale(region, country) == null ? 0 : 1;
        }
        double micros = (cpuNanos() - start) / 1e3 / LOOKUPS;
        return known == LOOKUPS ? micros : Double.NaN;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
