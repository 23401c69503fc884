package io.rollcall.jobs.stats;

import java.io.Serializable;

/** The tally of one locale and pane on its way from the map side to the state, as a bean for Spark's encoder. */
public final class PaneTally implements Serializable {
    private static final long serialVersionUID = 1L;

    private String locale;
    private long pane;
    private byte[] tally;

    /** For Spark's encoder. */
    public PaneTally() {}

    /** A configured locale, or {@code OTHER}. */
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

    /** The tally in its serialized form on the way to the state. */
    public byte[] getTally() {
        return tally;
    }

    /** For Spark's encoder. */
    public void setTally(byte[] tally) {
        this.tally = tally;
    }
}
