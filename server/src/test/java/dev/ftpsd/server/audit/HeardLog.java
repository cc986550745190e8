package dev.ftpsd.server.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged while it is open, as the shipped {@code log4j2.xml} would show it. */
public final class HeardLog implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final List<LogEvent> heard = new CopyOnWriteArrayList<>();
    private final AbstractAppender appender = new AbstractAppender("heard", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            heard.add(event.toImmutable());
        }
    };

    /** Hears what is shown by default, and the events that are not. */
    public HeardLog() {
        appender.start();
        context.getConfiguration().getRootLogger().addAppender(appender, Level.ALL, null);
        Configurator.setRootLevel(Level.INFO);
        Configurator.setLevel("dev.ftpsd.events", Level.DEBUG);
    }

    /**
     * The lines so far.
     *
     * @param layout {@code line} or {@code json}
     */
    public List<String> lines(String layout) {
        System.setProperty("ftpsd.log", layout);
        try (var shippedContext = new LoggerContext("shipped")) {
            var shipped = ConfigurationFactory.getInstance().getConfiguration(shippedContext, "shipped",
                    Path.of("../conf/log4j2.xml").toUri());
            shipped.initialize();
            var stdout = shipped.getAppender("stdout").getLayout();
            return heard.stream().map(event -> String.valueOf(stdout.toSerializable(event)).stripTrailing()).toList();
        } finally {
            System.clearProperty("ftpsd.log");
        }
    }

    @Override
    public void close() {
        context.getConfiguration().getRootLogger().removeAppender("heard");
        Configurator.reconfigure();
    }
}
