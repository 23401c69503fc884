package io.rollcall.dashboard.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What the audit log gets while this is open, without the times that the layout of the log adds. */
public final class AuditLines implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    /** Begins to listen. */
    public AuditLines() {
        AbstractAppender appender = new AbstractAppender("audit", null, null, false, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                lines.add(event.getMessage().getFormattedMessage());
            }
        };
        appender.start();
        LoggerConfig config = new LoggerConfig(AuditLog.NAME, Level.INFO, false);
        config.addAppender(appender, null, null);
        context.getConfiguration().addLogger(AuditLog.NAME, config);
        context.updateLoggers();
    }

    /** The lines since the last call. */
    public List<String> next() {
        List<String> all = List.copyOf(lines);
        lines.removeAll(all);
        return all;
    }

    @Override
    public void close() {
        context.getConfiguration().removeLogger(AuditLog.NAME);
        context.updateLoggers();
    }
}
