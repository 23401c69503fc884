package io.rollcall.jobs.tally;

/** How many distinct logins several sets of identities have together. Not thread-safe. */
final class DistinctLogins {
    /** Such a login lies in one set only. */
    private long ofRecords;
    /** An event of the source that comes with two times lies in two panes; null without any. */
    private LongSet hashes;

    void add(LoginIds ids) {
        ofRecords += ids.ofRecords();
        add(ids.hashes());
    }

    void add(DistinctLogins other) {
        if (other != null) {
            ofRecords += other.ofRecords;
            add(other.hashes);
        }
    }

    private void add(LongSet more) {
        if (more != null) {
            if (hashes == null) {
                hashes = new LongSet();
            }
            hashes.unite(more);
        }
    }

    long count() {
        return ofRecords + (hashes == null ? 0 : hashes.size());
    }
}
