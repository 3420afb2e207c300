package io.daybook.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What Daybook logs while this is open, causes included. */
public final class LogLines extends AbstractAppender implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger = (Logger) LogManager.getLogger("io.daybook");

  private LogLines() {
    super("lines", null, null, false, Property.EMPTY_ARRAY);
  }

  /** Keeps lines from now on. */
  public static LogLines open() {
    LogLines lines = new LogLines();
    lines.start();
    lines.logger.addAppender(lines);
    return lines;
  }

  @Override
  public void append(LogEvent event) {
    StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
    for (Throwable e = event.getThrown(); e != null; e = e.getCause()) {
      line.append('\n').append(e);
    }
    lines.add(line.toString());
  }

  /** A line each, what caused it below it. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
