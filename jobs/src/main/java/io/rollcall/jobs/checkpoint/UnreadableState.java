package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rollcall.model.process.MachineLimit;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.spark.SparkThrowable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * Distinguishes state that is damaged from state that could not be read now. Spark reports both by the same error; its
 * cause tells them apart. A file that ends too early, is missing or has a wrong form stays so. A busy or unreachable
 * store, a right that is missing, or a limit of the machine may be gone at the next try, and the state is sound.
 */
public final class UnreadableState {
    private static final String STATE_PACKAGE = "org.apache.spark.sql.execution.streaming.state.";
    private static final String CANNOT_LOAD = "CANNOT_LOAD_STATE_STORE";
    private static final List<String> NOT_ABOUT_FILES = List.of("OUT_OF_MEMORY", "UNRELEASED_THREAD_ERROR");
    /** How the operating system says that a file is there, but cannot be opened. */
    private static final String NO_RIGHT = "Permission denied";

    private UnreadableState() {}

    /** Whether a failure comes from damaged state. */
    public static boolean isDamage(Throwable failure) {
        if (MachineLimit.of(failure).isPresent()) {
            return false;
        }
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(100)
                .toList();
        boolean cannotLoad = causes.stream().anyMatch(UnreadableState::saysCannotLoad);
        return cannotLoad
                ? isDamagedContent(causes.get(causes.size() - 1))
                : causes.stream().anyMatch(cause -> isBadFile(cause) && isFromStateCode(cause));
    }

    private static boolean saysCannotLoad(Throwable cause) {
        return cause instanceof SparkThrowable spark
                && spark.getCondition() != null
                && spark.getCondition().startsWith(CANNOT_LOAD)
                && NOT_ABOUT_FILES.stream().noneMatch(spark.getCondition()::contains);
    }

    /** Whether the root cause of a failed load blames the content. Anything that is not about reading does. */
    private static boolean isDamagedContent(Throwable root) {
        if (root instanceof RocksDBException rocks && rocks.getStatus() != null) {
            return rocks.getStatus().getCode() != Status.Code.IOError || saysNoFile(rocks);
        }
        boolean stopped = root instanceof InterruptedException || root instanceof LinkageError;
        return root instanceof IOException ? isBadFile(root) : !stopped;
    }

    private static boolean isBadFile(Throwable cause) {
        boolean named = cause instanceof EOFException
                || cause instanceof FileNotFoundException
                || cause instanceof NoSuchFileException
                || cause instanceof UTFDataFormatException
                || cause instanceof ZipException
                || cause instanceof JsonProcessingException
                || cause instanceof CharacterCodingException
                || cause instanceof ChecksumException;
        String text = String.valueOf(cause.getMessage());
        // Decompressors have no type of exception in common.
        boolean decompressor = cause instanceof IOException
                && (text.toLowerCase(Locale.ROOT).contains("corrupt")
                        || cause.getClass().getName().startsWith("com.github.luben.zstd."));
        return (named || decompressor) && !text.contains(NO_RIGHT);
    }

    private static boolean saysNoFile(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("No such file");
    }

    private static boolean isFromStateCode(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(STATE_PACKAGE));
    }
}
