package io.rollcall.jobs.stats;

import java.io.Serializable;

/**
 * A tally on its way from the map side to the state: one locale, one pane, as a bean for Spark's encoder.
 *
 * <p>Fields: {@code locale}; {@code pane}, start of the pane, ms since the epoch; {@code tally}, the tally's bytes.
 */
public final class PaneTally implements Serializable {
    private static final long serialVersionUID = 1L;

    private String locale;
    private long pane;
    private byte[] tally;

    /** For Spark's encoder. */
    public PaneTally() {}

    PaneTally(String locale, long pane, LoginTally tally) {
        this.locale = locale;
        this.pane = pane;
        this.tally = tally.toBytes();
    }

    /** The locale that the logins count under. */
    public String getLocale() {
        return locale;
    }

    /** For Spark's encoder. */
    public void setLocale(String locale) {
        this.locale = locale;
    }

    /** Start of the pane, ms since the epoch. */
    public long getPane() {
        return pane;
    }

    /** For Spark's encoder. */
    public void setPane(long pane) {
        this.pane = pane;
    }

    /** The tally's bytes. */
    public byte[] getTally() {
        return tally;
    }

    /** For Spark's encoder. */
    public void setTally(byte[] tally) {
        this.tally = tally;
    }
}
