package io.rollcall.app.pipeline;

import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
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
     * @throws UserError if the port is in use
     */
    public static SparkPart launch(Settings settings, int uiPort, Path scratch) {
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

    private static void checkPort(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new UserError(
                    Message.of(
                            "port {} is in use: stop the process that listens there, or choose another port with {}",
                            port,
                            SettingKey.SPARK_UI_PORT),
                    e);
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
