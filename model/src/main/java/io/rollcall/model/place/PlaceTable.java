package io.rollcall.model.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tables beside this class. Their README says where they come from. */
final class PlaceTable {
    private PlaceTable() {}

    /** The rows of a table without its heading, each as its columns. */
    static List<String[]> rows(String name) {
        try (InputStream in = PlaceTable.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names in one column. */
    static List<String> names(String column) {
        return column.isEmpty() ? List.of() : List.of(column.split("\\|"));
    }
}
