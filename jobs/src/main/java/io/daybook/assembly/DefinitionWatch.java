package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.DaybookException;
import io.daybook.schedule.Alerts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and proves what is defined for every source whenever a file of it changes, so that the
 * operator hears of problems when they are made and not when a night is due. Tells each once.
 */
final class DefinitionWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DefinitionWatch.class);

  private final SqlFolder sql;
  private final Alerts alerts;
  private final Map<String, String> told = new HashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "daybook-definitions");
            thread.setDaemon(true);
            return thread;
          });

  DefinitionWatch(SqlFolder sql, Alerts alerts) {
    this.sql = requireNonNull(sql, "sql is null");
    this.alerts = requireNonNull(alerts, "alerts is null");
  }

  /** Looks at once, and then at this interval. */
  DefinitionWatch start(Duration every) {
    var unused =
        looking.scheduleWithFixedDelay(
            this::look, 0, Math.max(1, every.toMillis()), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Looks at all sources once. */
  void look() {
    try {
      sql.sources().forEach(this::look);
    } catch (RuntimeException e) {
      log.warn("Cannot look at the definitions of sources", e);
    }
  }

  private void look(String source) {
    try {
      sql.definition(source);
      if (told.remove(source) != null) {
        log.info("The definitions of {} are mended; what was held goes on", source);
      }
    } catch (DaybookException e) {
      if (!e.getMessage().equals(told.put(source, e.getMessage()))) {
        alerts.raise(e);
      }
    } catch (RuntimeException e) {
      log.error("Cannot prove the definitions of {}", source, e);
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
