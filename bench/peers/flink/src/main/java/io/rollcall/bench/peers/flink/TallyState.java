package io.rollcall.bench.peers.flink;

import io.rollcall.bench.peers.work.CountedLogin;
import io.rollcall.bench.peers.work.WindowTally;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.CopyableValue;

/** A tally as state of Flink: an object on the heap, which becomes bytes only in checkpoints. */
public final class TallyState implements CopyableValue<TallyState> {
    private static final long serialVersionUID = 1L;

    private static final int UNKNOWN_LENGTH = -1;

    private transient WindowTally tally = WindowTally.empty();

    void add(CountedLogin login) {
        tally.add(login);
    }

    WindowTally tally() {
        return tally;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        byte[] bytes = tally.toBytes();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        tally = WindowTally.fromBytes(bytes);
    }

    @Override
    public TallyState copy() {
        TallyState copy = new TallyState();
        copyTo(copy);
        return copy;
    }

    @Override
    public void copyTo(TallyState target) {
        target.tally = tally.copy();
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        int length = in.readInt();
        out.writeInt(length);
        out.write(in, length);
    }

    @Override
    public int getBinaryLength() {
        return UNKNOWN_LENGTH;
    }
}
