package io.daybook.operate;

import io.daybook.fault.DaybookException;
import io.daybook.schedule.Schedules;
import io.daybook.schedule.Schedules.InForce;
import io.daybook.schedule.night.NightKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every minute for what no event tells, and sees that what was raised is mailed. */
public final class AlertWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AlertWatch.class);

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final OperatorAlerts alerts;
  private final MonitoringSetup setup;
  private final OverviewReader reader;
  private final Schedules schedules;
  private final Staleness staleness;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "daybook-alert-watch");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A watch that does nothing until it is started.
   *
   * @param staleAfter how old the newest release of a source with a night may be
   */
  public AlertWatch(OperatorAlerts alerts, MonitoringSetup setup, Duration staleAfter) {
    this.alerts = alerts;
    this.setup = setup;
    this.reader =
        new OverviewReader(setup.state(), setup.sources(), setup.warehouses(), setup.clock());
    this.schedules = new Schedules(setup.state().database());
    this.staleness = new Staleness(staleAfter, NightKind.NAME);
  }

  /** Begins to look, until it is closed. */
  public AlertWatch start() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::lookSafely, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  private void lookSafely() {
    try {
      look();
    } catch (DaybookException e) {
      log.warn("Cannot look for what needs a person: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("A defect of Daybook", e);
    }
  }

  void look() {
    List<InForce> inForce = schedules.list();
    for (SourceView source : reader.sources()) {
      staleness.problem(source, inForce, setup.clock().instant()).ifPresent(alerts::remind);
      tell(source);
    }
    alerts.mailDue();
  }

  /** What the checks of a release say is told once a release. */
  private void tell(SourceView source) {
    source
        .news(setup.clock().instant())
        .ifPresent(
            news ->
                news.problems()
                    .forEach(
                        problem ->
                            alerts.happened(
                                problem, source.release().orElseThrow().publishedAt())));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
