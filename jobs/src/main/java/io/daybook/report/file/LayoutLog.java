package io.daybook.report.file;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLogger;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The layout library's log; it may hold texts of a report and is therefore for debugging only. */
final class LayoutLog implements XRLogger {
  private static final Logger log = LoggerFactory.getLogger(LayoutLog.class);

  @Override
  public void log(String where, Level level, String message) {
    log.debug("{} {}: {}", level, where, message);
  }

  @Override
  public void log(String where, Level level, String message, Throwable failure) {
    log.debug("{} {}: {}", level, where, message, failure);
  }

  @Override
  public void setLevel(String logger, Level level) {
    // The level is that of this class's logger.
  }

  @Override
  public boolean isLogLevelEnabled(Diagnostic diagnostic) {
    return log.isDebugEnabled();
  }
}
