package io.rollcall.simulation;

/** What may happen in one step of a schedule. The meaning of the arguments a, b and c is given for each. */
public enum Action {
    /** The broker's clock advances by a ms. */
    TICK(120, false),
    /** A producer sends a login to partition a; its event is b ms ahead of the broker's clock; c says who logs in. */
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
    /** Copy a of the clean job is killed. */
    CLEAN_KILL(6, true),
    /** Copy a of the stats job is killed. */
    STATS_KILL(6, true),
    /** The query of copy a of the clean job fails, and starts again. */
    CLEAN_FAIL(3, true),
    /** The query of copy a of the stats job fails, and starts again. */
    STATS_FAIL(4, true),
    /** Copy a is stopped (SIGSTOP); of the stats job if b is even. */
    PAUSE(6, true),
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
    /** Topic a is deleted and created again. */
    RECREATE(1, true),
    /** The stats job is reset. */
    RESET_STATS(2, true),
    /** Both jobs are reset. */
    RESET_ALL(1, true);

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
