package io.rollcall.bench.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several faults in random order, one after the other, on one pipeline under one load. */
final class Medley implements Fault {
    private final List<Fault> faults;

    Medley(Fault... faults) {
        this.faults = List.of(faults);
    }

    @Override
    public String name() {
        return "medley";
    }

    @Override
    public String description() {
        return "under one load, in any order: "
                + String.join(", ", faults.stream().map(Fault::name).toList());
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public boolean repeatsRecords() {
        return true;
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        List<Fault> order = new ArrayList<>(faults);
        Collections.shuffle(order, context.random());
        List<String> evidence = new ArrayList<>();
        long healed = Injection.NOT_TIMED;
        for (Fault fault : order) {
            Injection injection = fault.inject(context);
            healed = injection.healedMillis();
            evidence.add(fault.name() + ": " + injection.evidence());
        }
        return new Injection(healed, false, String.join("; ", evidence));
    }
}
