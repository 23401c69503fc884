package io.rollcall.bench.faults;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.model.settings.SettingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The main class of the fault harness. */
public final class Faults {
    private Faults() {}

    /** Arguments: see {@code bench/faults --help}; exit code 1 if a round was not exact, 2 on bad usage. */
    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("faults: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (options.list()) {
            AllFaults.ALL.forEach(fault -> System.out.printf("%-24s %s%n", fault.name(), fault.description()));
            return;
        }
        ResultTable table = new ResultTable();
        Path folder = Path.of(System.getProperty("rollcall.faults.folder"));
        Product product = new Product(Path.of(System.getProperty("rollcall.home")));
        List<String> skipped = new ArrayList<>();
        for (Fault fault : options.faults()) {
            Optional<String> why = whyNot(fault, options.form());
            if (why.isEmpty() && fault.needsFormerVersion() && options.former().isEmpty()) {
                why = Optional.of("it needs a former version: see bench/upgrade");
            }
            if (why.isPresent()) {
                skipped.add(fault.name() + " was skipped: " + why.get());
            } else {
                new Campaign(product, folder, options, table).run(fault);
            }
        }
        table.print(System.out);
        skipped.forEach(System.out::println);
        System.exit(table.allPassed(options.control()) ? 0 : 1);
    }

    /** Why a fault cannot be injected while the load writes logins of this form; empty if it can. */
    static Optional<String> whyNot(Fault fault, SourceForm form) {
        if (form.preset().isPresent() && fault.settings().containsKey(SettingKey.SOURCE)) {
            return Optional.of("it brings a source of its own, so it runs without --source only");
        }
        return fault.unavailable();
    }
}
