package io.rollcall.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.terminal.Layout;
import io.rollcall.app.terminal.TextTable;
import io.rollcall.app.terminal.TextTable.Column;
import io.rollcall.model.text.Json;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.Presets;
import io.rollcall.source.mapping.SourceSetting;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall source list}: the presets. */
@Command(
        name = "list",
        description = {
            "List the presets: mappings for the records of known sources.",
            "STATE, DEVICE, OUTCOME and ID: whether the preset reads the state, the kind of device, failed logins, and"
                    + " ids of events, by which an event that comes twice counts once."
        })
final class SourceListCommand implements Runnable {
    /** The forms of output. */
    enum Format {
        TEXT,
        JSON
    }

    private static final String BUILT_IN_TITLE =
            "Rollcall: its own records, as rollcall produce sends them; read if no source is given.";

    private static final int LEAST_TITLE = 24;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "text: a table (default); json: one object per line.")
    private Format format = Format.TEXT;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            Presets.names().forEach(name -> out.println(json(name)));
        } else {
            table().print(out, Layout.ofOutput());
        }
        out.flush();
    }

    private static TextTable table() {
        TextTable table = new TextTable(
                Column.of("PRESET"),
                Column.ofRank(1, "STATE"),
                Column.ofRank(2, "DEVICE"),
                Column.ofRank(3, "OUTCOME"),
                Column.ofRank(4, "ID"),
                Column.ofText("WHAT IT READS", LEAST_TITLE));
        for (String name : Presets.names()) {
            Mapping mapping = Presets.load(name);
            table.row(List.of(
                    name,
                    yes(mapping, MappingKey.REGION),
                    yes(mapping, MappingKey.DEVICE),
                    yes(mapping, MappingKey.OUTCOME),
                    yes(mapping, MappingKey.EVENT_ID),
                    Presets.title(name)));
        }
        return table.row(List.of(SourceSetting.BUILT_IN, "yes", "yes", "-", "-", BUILT_IN_TITLE));
    }

    private static String yes(Mapping mapping, MappingKey key) {
        return mapping.text(key) == null ? "-" : "yes";
    }

    private static String json(String name) {
        Mapping mapping = Presets.load(name);
        ObjectNode json = Json.object();
        json.put("name", name).put("title", Presets.title(name));
        var keys = json.putArray("keys");
        for (MappingKey key : MappingKey.values()) {
            boolean values =
                    key.kind() == MappingKey.Kind.VALUES && !mapping.success().isEmpty();
            if (values || mapping.text(key) != null) {
                keys.add(key.yamlName());
            }
        }
        return Json.text(json);
    }
}
