package io.rollcall.source.jq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's jq, 1.6 or 1.7, as an independent witness. One process takes many records. */
public final class RealJq {
    private static final String COMMAND = "jq";

    private RealJq() {}

    /**
     * What a program gives for each record, which must be one value each.
     *
     * @param folder for files in between
     */
    public static List<Object> run(Path folder, String program, List<String> records)
            throws IOException, InterruptedException {
        Path programFile = Files.writeString(folder.resolve("program.jq"), program);
        Path input = Files.write(folder.resolve("records.ndjson"), records);
        Path output = folder.resolve("output.ndjson");
        Process process;
        try {
            process = new ProcessBuilder(COMMAND, "-c", "-f", programFile.toString(), input.toString())
                    .redirectOutput(output.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test compares with jq, which is not installed: run ./check, or apt-get install jq.", e);
        }
        int exit = process.waitFor();
        List<String> lines = Files.readAllLines(output);
        assertThat(exit)
                .as(() -> "jq fails on " + program + ": " + lines.subList(Math.max(0, lines.size() - 3), lines.size()))
                .isZero();
        List<Object> results = new ArrayList<>();
        for (String line : lines) {
            results.add(JsonReader.read(line, new Budget(100_000_000)));
        }
        assertThat(results).hasSameSizeAs(records);
        return results;
    }
}
