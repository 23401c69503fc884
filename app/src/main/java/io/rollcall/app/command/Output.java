package io.rollcall.app.command;

import io.rollcall.model.settings.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Lines on standard output, until whoever reads them has ended. */
final class Output {
    private final OutputStream out;
    private boolean open = true;

    Output(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
    }

    /** Whether anybody still reads. */
    boolean isOpen() {
        return open;
    }

    /** Writes a line. @throws UserError if it cannot be written */
    void line(String line) {
        if (open) {
            try {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            } catch (IOException e) {
                open = false;
                failed(e);
            }
        }
    }

    /** Hands on what was written. @throws UserError if it cannot be written */
    void flush() {
        if (open) {
            try {
                out.flush();
            } catch (IOException e) {
                open = false;
                failed(e);
            }
        }
    }

    /** The reader of the output, such as {@code head}, may have ended: no error. */
    static void failed(IOException e) {
        if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
            throw new UserError("cannot write the output: " + e.getMessage(), e);
        }
    }
}
