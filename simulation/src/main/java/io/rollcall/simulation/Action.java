package io.rollcall.simulation;

/** What may happen in one step of a schedule. The meaning of the arguments a, b and c is given for each. */
public enum Action {
    /** The broker's clock advances by a ms; if b is odd, to the next multiple of 5 s and a ms. */
    TICK(120, false),
    /**
     * A producer sends a login to partition a; its event is b ms ahead of its clock; c says who logs in. On a topic with
     * producers' timestamps a also says whose clock is fast.
     */
    LOGIN(200, false),
    /** The same in a transaction of producer a / 16. */
    LOGIN_IN_TRANSACTION(40, false),
    /** Producer a ends its transaction; commits if b is even. */
    END_TRANSACTION(25, false),
    /** The broker writes one marker of a transaction. */
    MARKER(40, false),
    /** The clean job's query advances, by up to eight steps if b is odd; a is its argument, c the copy. */
    CLEAN(250, false),
    /** The clean job's progress thread advances. */
    CLEAN_REPORT(220, false),
    /** The stats job's query advances. */
    STATS(300, false),
    /** The stats job's progress thread advances. */
    STATS_REPORT(200, false),
    /** Dashboard a reads up to c records of partition b. */
    DASHBOARD(250, false),
    /** Dashboard a asks which topics there are. */
    DASHBOARD_TOPICS(10, false),
    /** A dashboard starts. */
    DASHBOARD_START(8, false),
    /** Dashboard a stops. */
    DASHBOARD_STOP(3, false),
    /** A clean job starts, in Real-Time Mode if a is even. */
    CLEAN_START(20, false),
    /** A stats job starts. */
    STATS_START(20, false),
    /** Before any login: the raw topic keeps its producers' timestamps. Some schedules begin with it. */
    CREATE_TIME(0, false),
    /** Before any job starts: the raw and the clean topic have several replicas. Some schedules begin with it. */
    REPLICATE(0, false),
    /** A follower of partition b of topic a begins to lag if c is even, else has caught up. */
    FOLLOWER(20, true),
    /** Copy a of the clean job is killed. */
    CLEAN_KILL(6, true),
    /** Copy a of the stats job is killed. */
    STATS_KILL(6, true),
    /** The query of copy a of the clean job fails, and starts again. */
    CLEAN_FAIL(3, true),
    /** The query of copy a of the stats job fails, and starts again. */
    STATS_FAIL(4, true),
    /** Copy a is stopped (SIGSTOP); of the stats job if b is even. */
    PAUSE(8, true),
    /** Copy a continues; of the stats job if b is even. */
    RESUME(8, true),
    /** The transaction of the stats job takes too long. */
    STATS_TIME_OUT(3, true),
    /** Retention deletes the first c / 8 of partition b of topic a. */
    RETAIN(5, true),
    /** The stats topic's partition a is compacted up to c / 8. */
    COMPACT(8, false),
    /** Topic a gets another partition. */
    GROW(1, true),
    /** Topic a (raw, clean, statistics or progress) is deleted and created again. */
    RECREATE(1, true),
    /** Partition b of the raw or clean topic a loses its last c records. */
    TRUNCATE(1, true),
    /** Partition b of the raw or clean topic a gets a new leader, which has every record. */
    ELECT(4, true),
    /** The broker's clock is set back by a quarter of a second times a. */
    SET_BACK(1, true),
    /** A day passes without anything. */
    DAY(1, true),
    /** The next offset of raw partition a is 65,536 higher. */
    OFFSETS(1, true),
    /** The stats job is reset. */
    RESET_STATS(2, true),
    /** Both jobs are reset; the reset is interrupted after a few steps if a is below 16. */
    RESET_ALL(2, true),
    /** Settings a are in use from now on, and what depends on them is reset. Dashboards start anew if b is even. */
    SETTINGS(1, true);

    private final int weight;
    private final boolean fault;

    Action(int weight, boolean fault) {
        this.weight = weight;
        this.fault = fault;
    }

    /** How often it is chosen, relative to the others. */
    int weight() {
        return weight;
    }

    /** Whether it is a fault or an intervention. */
    boolean isFault() {
        return fault;
    }
}
