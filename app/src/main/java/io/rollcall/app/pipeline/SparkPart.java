package io.rollcall.app.pipeline;

import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.spark.sql.SparkSession;

/**
 * Spark inside this process, as a part of the pipeline. It starts in the background, because it needs no other part.
 */
public final class SparkPart implements Part {
    private static final long MEGABYTE = 1024 * 1024;
    /** Spark reserves 300 MB and refuses to start with less than one and a half times that. */
    private static final long MIN_HEAP_BYTES = 450 * MEGABYTE;

    private final CompletableFuture<SparkSession> session;
    private final int uiPort;

    private SparkPart(CompletableFuture<SparkSession> session, int uiPort) {
        this.session = session;
        this.uiPort = uiPort;
    }

    /**
     * Begins to start Spark, and returns at once.
     *
     * @param uiPort port of the Spark UI, 0 for any free port
     * @param scratch folder for temporary files
     * @throws UserError if the port is in use, or the heap is too small for Spark
     */
    public static SparkPart launch(Settings settings, int uiPort, Path scratch) {
        checkHeap();
        checkPort(uiPort);
        int partitions = settings.integer(SettingKey.PARTITIONS);
        return new SparkPart(
                CompletableFuture.supplyAsync(() -> LocalSpark.start(uiPort, partitions, scratch)), uiPort);
    }

    /** Waits until Spark is ready. @throws UserError if it could not start */
    public SparkPart ready() {
        session();
        return this;
    }

    /** Waits for the session and returns it. */
    SparkSession session() {
        try {
            return session.join();
        } catch (CompletionException e) {
            throw new UserError("Spark did not start: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static void checkHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        if (heap < MIN_HEAP_BYTES) {
            throw new UserError("a heap of " + heap / MEGABYTE
                    + " MB is too small for Spark: set ROLLCALL_JAVA_OPTS=-Xmx640m, or more");
        }
    }

    private static void checkPort(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (BindException e) {
            throw new UserError(
                    Message.of(
                            "port {} is in use: stop the process that listens there, or choose another port with {}",
                            port,
                            SettingKey.SPARK_UI_PORT),
                    e);
        } catch (IOException e) {
            throw new UserError("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String address() {
        return uiPort == 0 ? session().sparkContext().uiWebUrl().getOrElse(() -> "") : "http://localhost:" + uiPort;
    }

    @Override
    public void close() {
        if (session.isDone() && !session.isCompletedExceptionally()) {
            session.join().stop();
        }
    }
}
