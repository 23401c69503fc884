package io.rollcall.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.rollcall.app.broker.EmbeddedBroker;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;

/** The installed kcat, the reader with which {@code rollcall tail} is compared. */
public final class Kcat {
    /** Lengths come first, so that any bytes can be parsed. */
    private static final String FORMAT = "%p %o %T %K %S\n%k%s\n%h\n";

    private Kcat() {}

    /** The records that {@code kcat -C -e} reads with these options. */
    public static List<ReadRecord> read(EmbeddedBroker broker, String topic, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("kcat", "-b", broker.bootstrapServer(), "-C", "-t", topic));
        command.addAll(List.of("-e", "-q", "-f", FORMAT));
        command.addAll(List.of(options));
        Process kcat;
        try {
            kcat = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return fail("this test needs kcat: install it (on Debian: apt-get install kcat)", e);
        }
        List<ReadRecord> records = new ArrayList<>();
        try (PushbackInputStream in = new PushbackInputStream(kcat.getInputStream(), 1)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                in.unread(next);
                records.add(record(new DataInputStream(in)));
            }
        }
        assertThat(kcat.waitFor()).isZero();
        return records;
    }

    private static ReadRecord record(DataInputStream in) throws IOException {
        String[] numbers = line(in).split(" ");
        String key = ReadRecord.hex(bytes(in, Integer.parseInt(numbers[3])));
        String value = ReadRecord.hex(bytes(in, Integer.parseInt(numbers[4])));
        assertThat(in.read()).isEqualTo('\n');
        String headers = line(in);
        return new ReadRecord(
                Integer.parseInt(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                key,
                value,
                headers.isEmpty() ? List.of() : List.of(headers.split(",")));
    }

    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        return length < 0 ? null : in.readNBytes(length);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
