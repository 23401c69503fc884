package io.rollcall.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Measures the memory that the ids of rejected logins take in the dashboard. */
final class RejectedBench {
    private static final int PARTITIONS = 2;

    private RejectedBench() {}

    /** Arguments: logins per second, share of rejected ones, hours. */
    public static void main(String[] args) {
        long rate = Long.parseLong(args[0]);
        double share = Double.parseDouble(args[1]);
        int hours = Integer.parseInt(args[2]);
        StatsBoard board = new StatsBoard(Settings.defaults());
        SplittableRandom random = new SplittableRandom(1);
        ObjectNode record = Json.object().put("reason", "malformed_json").put("value", "{");
        long begin = 1_694_476_800_000L;
        long[] offsets = new long[PARTITIONS];
        System.out.printf("%8s %12s %16s%n", "hours", "heap_mb", "rejected");
        for (long second = 0; second < TimeUnit.HOURS.toSeconds(hours); second++) {
            long now = begin + TimeUnit.SECONDS.toMillis(second);
            for (long i = 0; i < rate; i++) {
                int partition = (int) (i % PARTITIONS);
                offsets[partition]++;
                if (random.nextDouble() < share) {
                    record.put("partition", partition).put("offset", offsets[partition]);
                    board.applyRejected(record.deepCopy(), now);
                }
            }
            board.applyProgress(Progress.of(JobName.CLEAN, now), now);
            board.drainChanges();
            board.tidy();
            if ((second + 1) % TimeUnit.HOURS.toSeconds(6) == 0) {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.printf(
                        "%8d %12.1f %16d%n",
                        (second + 1) / TimeUnit.HOURS.toSeconds(1),
                        (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                        board.current().counts().rejectedTotal());
            }
        }
        board.close();
    }
}
