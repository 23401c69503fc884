package io.rollcall.simulation;

import io.rollcall.model.login.LoginJson;
import io.rollcall.simulation.broker.Cluster;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import io.rollcall.simulation.check.Audit;
import io.rollcall.simulation.check.Login;
import io.rollcall.simulation.pipeline.RawLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Those who write the raw topic. They know what was sent, also if it was deleted since. */
final class Producers {
    /** How much a fast clock is ahead, ms. */
    private static final long FAST_MILLIS = 600;

    private static final int MAX_REFILL = 200;
    /** Those who log in at sources that identify events, and at one that sends the last event again. */
    private static final int FIRST_WITH_ID = 32;

    private static final int FIRST_REPEATING = 56;

    private final Cluster cluster;
    private final String topic;
    private final String cleanTopic;
    private final Audit audit;
    private final Map<String, List<Login>> pending = new HashMap<>();
    /** The logins of the raw topic by partition and offset, also deleted ones. */
    private final Map<Integer, TreeMap<Long, Login>> sent = new HashMap<>();
    /** Deleted records of the clean topic by partition and offset. */
    private final Map<Integer, TreeMap<Long, byte[]>> deleted = new HashMap<>();

    private final LostTails lostTails = new LostTails();

    /** The last login with an id of its source; null if there is none on this topic. */
    private RawLogin last;

    private int events;
    private boolean createTime;
    private long newestMillis = Long.MIN_VALUE;

    Producers(Cluster cluster, String topic, String cleanTopic, Audit audit) {
        this.cluster = cluster;
        this.topic = topic;
        this.cleanTopic = cleanTopic;
        this.audit = audit;
    }

    /** How much the clock of a producer may be ahead, ms. */
    long aheadMillis() {
        return createTime ? 64 * FAST_MILLIS : 0;
    }

    /** Sends logins until every partition of the raw topic is as long as it was before it lost records. */
    void refill() {
        Topic raw = cluster.topic(topic);
        for (int p = 0; p < raw.size(); p++) {
            long until = lostTails.end(topic, p);
            for (int i = 0; raw.partition(p).logEnd() < until && i < MAX_REFILL; i++) {
                login(p, 0, i % 5, null);
            }
        }
    }

    /** Whether a partition of the clean topic is shorter than before it lost records. */
    boolean cleanIsShort() {
        Topic clean = cluster.topic(cleanTopic);
        for (int p = 0; p < clean.size(); p++) {
            if (clean.partition(p).logEnd() < lostTails.end(cleanTopic, p)) {
                return true;
            }
        }
        return false;
    }

    /** Producers' timestamps are kept. Returns false once there are logins. */
    boolean createTime() {
        if (createTime || !sent.isEmpty()) {
            return false;
        }
        createTime = true;
        cluster.topic(topic).keepProducersTimes(true);
        return true;
    }

    boolean login(int partition, int ahead, int who, String producer) {
        Topic raw = cluster.topic(topic);
        int number = partition % raw.size();
        long clock = cluster.nowMillis() + (createTime && partition >= 48 ? (who + 1) * FAST_MILLIS : 0);
        RawLogin login = who >= FIRST_REPEATING && last != null ? last : made(clock + ahead, who);
        var transaction = producer == null ? null : cluster.transaction(producer, 0);
        Entry entry = raw.partition(number).append(login.user(), login, clock, transaction);
        Login record = new Login(raw.id() + "-" + number + "-" + entry.offset(), login, clock);
        sent.computeIfAbsent(number, none -> new TreeMap<>()).put(entry.offset(), record);
        tookOffset(topic, number, entry.offset(), login.eventMillis());
        if (cluster.nowMillis() < newestMillis) {
            audit.sentInThePast(login.eventMillis());
        }
        newestMillis = Math.max(newestMillis, cluster.nowMillis());
        if (producer == null) {
            audit.sent(record);
        } else {
            pending.computeIfAbsent(producer, none -> new ArrayList<>()).add(record);
        }
        return true;
    }

    private RawLogin made(long eventMillis, int who) {
        String failure = who % 7 == 3 ? "reason " + who % 3 : null;
        String eventId = who >= FIRST_WITH_ID ? "event " + events++ : null;
        RawLogin login = new RawLogin(
                eventMillis, "u" + who % 5, "d" + who % 3, who % 4 < 2 ? "CA" : "ZZ", who != 13, failure, eventId);
        last = eventId == null ? last : login;
        return login;
    }

    /** The clock was this before it was set back, ms. */
    void setBackFrom(long millis) {
        newestMillis = Math.max(newestMillis, millis);
    }

    boolean endTransaction(String producer, boolean commit) {
        if (!cluster.inTransaction(producer)) {
            return false;
        }
        cluster.endTransaction(producer, 0, commit);
        List<Login> logins = pending.remove(producer);
        String current = cluster.topic(topic).id() + "-";
        if (commit && logins != null) {
            logins.stream().filter(s -> s.id().startsWith(current)).forEach(audit::sent);
        }
        return true;
    }

    /** A job has skipped these offsets. */
    void skipped(boolean ofRaw, int partition, long from, long to) {
        if (ofRaw) {
            sent.getOrDefault(partition, new TreeMap<>())
                    .subMap(from, Math.max(from, to))
                    .values()
                    .forEach(s -> audit.skipped(s.login().eventMillis()));
        } else {
            deleted.getOrDefault(partition, new TreeMap<>())
                    .subMap(from, Math.max(from, to))
                    .values()
                    .forEach(value -> audit.skipped(eventMillis(value)));
        }
    }

    void cleanWritten(int partition, long offset, long eventMillis) {
        tookOffset(cleanTopic, partition, offset, eventMillis);
    }

    /** A login was appended at an offset that a lost one may have had. */
    private void tookOffset(String name, int partition, long offset, long eventMillis) {
        if (offset >= lostTails.end(name, partition)) {
            return;
        }
        boolean producersTimes = cluster.topic(name).hasProducersTimes();
        if (lostTails.isUnclear(name, partition, offset, cluster.nowMillis(), producersTimes)) {
            audit.untold(eventMillis);
        } else {
            audit.skipped(eventMillis);
        }
    }

    /** A job has looked at its input. */
    void looked(boolean atRaw) {
        lostTails.looked(atRaw ? topic : cleanTopic);
    }

    void cleanDeleted(int partition, Entry entry) {
        deleted.computeIfAbsent(partition, none -> new TreeMap<>()).put(entry.offset(), (byte[]) entry.content());
    }

    /** A partition of the raw or clean topic loses its last records. Returns false if it cannot. */
    boolean truncate(String name, int which, int records) {
        Topic input = cluster.topic(name);
        int number = which % input.size();
        PartitionLog log = input.partition(number);
        long to = Math.max(log.begin(), log.highWatermark() - records);
        if (to >= log.logEnd() || log.hasOpenTransactions()) {
            return false;
        }
        lostTails.lost(name, number, log.logEnd(), cluster.nowMillis());
        if (name.equals(topic)) {
            Map<Long, Login> lost = sent.getOrDefault(number, new TreeMap<>()).tailMap(to, true);
            audit.truncated(List.copyOf(lost.values()));
            lost.clear();
        } else {
            log.read(to, Long.MAX_VALUE, Integer.MAX_VALUE, false)
                    .forEach(entry -> audit.untold(eventMillis((byte[]) entry.content())));
        }
        log.truncate(to);
        return true;
    }

    private static long eventMillis(byte[] clean) {
        return LoginJson.readClean(clean).timestampMillis();
    }

    /** A topic was created again. */
    void recreated(String name) {
        if (name.equals(topic)) {
            sent.clear();
            last = null;
        } else {
            deleted.clear();
        }
        lostTails.forget(name);
    }
}
