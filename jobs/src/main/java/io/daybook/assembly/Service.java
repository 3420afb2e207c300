package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.config.HttpConfig;
import io.daybook.config.SmtpConfig;
import io.daybook.delivery.BookContents;
import io.daybook.delivery.Contents;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.Dispatcher;
import io.daybook.delivery.DispatcherSetup;
import io.daybook.fault.DaybookException;
import io.daybook.operate.AlertContents;
import io.daybook.operate.AlertWatch;
import io.daybook.operate.AlertsSetup;
import io.daybook.operate.Monitoring;
import io.daybook.operate.MonitoringSetup;
import io.daybook.operate.OperatorAlerts;
import io.daybook.operate.Ping;
import io.daybook.run.Upkeep;
import io.daybook.schedule.Alerts;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.ScheduleFiles;
import io.daybook.schedule.Scheduler;
import io.daybook.schedule.SchedulerSetup;
import io.daybook.schedule.Schedules;
import io.daybook.schedule.Timing;
import io.daybook.schedule.Work;
import io.daybook.schedule.night.ChildNight;
import io.daybook.schedule.night.JavaCommand;
import io.daybook.schedule.night.NightKind;
import io.daybook.schedule.reports.GettingReady;
import io.daybook.schedule.reports.IssueWork;
import io.daybook.schedule.reports.ReportSchedules;
import io.daybook.schedule.reports.ReportSetup;
import io.daybook.schedule.reports.ReportsKind;
import io.daybook.state.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocketFactory;

/**
 * One process that works off the schedules, hands over what is due, watches over both and says how
 * it is. Any number of them may share one state.
 */
public final class Service {
  /** Beyond the time that work has: for children to end and the state to be closed. */
  public static final Duration CLOSING = Duration.ofSeconds(30);

  /** Between two looks at the ledger. */
  private static final Duration DELIVERING = Duration.ofSeconds(5);

  private final Installation installation;
  private final ServiceOptions options;
  private final Timing timing;

  /** A service of this installation; it does nothing before {@link #serve}. */
  public Service(Installation installation, ServiceOptions options) {
    this.installation = requireNonNull(installation, "installation is null");
    this.options = requireNonNull(options, "options is null");
    Timing usual = Timing.DEFAULT;
    this.timing =
        new Timing(
            options.workers(),
            usual.lease(),
            usual.poll(),
            usual.watch(),
            usual.grace(),
            usual.checkIn());
  }

  /** Serves until it is told to stop; then begins nothing more and waits for what works. */
  public void serve(CountDownLatch told) throws InterruptedException {
    int sessions =
        timing.sessions()
            + DispatcherSetup.sessions(DispatcherSetup.DEFAULT_SENDERS)
            + MonitoringSetup.SESSIONS
            + GettingReady.SESSIONS
            + AlertsSetup.SESSIONS;
    try (State state = installation.openState(sessions);
        OperatorAlerts alerts = new OperatorAlerts(alerts(state));
        Dispatcher dispatcher = new Dispatcher(deliveries(state, alerts));
        DefinitionWatch definitions = new DefinitionWatch(installation.sql(), alerts)) {
      definitions.start(timing.watch());
      ReportSetup reports = Reports.issuing(installation, state);
      Scheduler scheduler = Scheduler.start(schedules(state, alerts, reports));
      dispatcher.start(DELIVERING);
      MonitoringSetup seen = seen(state, scheduler, dispatcher);
      Optional<Monitoring> monitoring = monitor(seen, scheduler, alerts);
      AlertWatch watch =
          new AlertWatch(alerts, seen, installation.config().alerts().staleAfter()).start();
      GettingReady ready = new GettingReady(ready(state, reports)).start(timing.watch());
      say("serves; schedules: " + inForce(installation.scheduleFiles()));
      told.await();
      say(
          "stops; waits up to "
              + options.drain().toSeconds()
              + " s for "
              + scheduler.busy()
              + " at work");
      scheduler.stop(options.drain());
      ready.close();
      watch.close();
      monitoring.ifPresent(Monitoring::close);
      if (!dispatcher.stop(CLOSING.dividedBy(2))) {
        say("leaves a message to a mail server that has not answered");
      }
      say("has stopped");
    }
  }

  private static long inForce(ScheduleFiles files) {
    return files.read().schedules().stream().filter(each -> !files.isResting(each)).count();
  }

  /** The port that nobody chose may be taken by another that serves: nights are worth more. */
  private Optional<Monitoring> monitor(MonitoringSetup seen, Scheduler scheduler, Alerts alerts)
      throws InterruptedException {
    if (options.page().isEmpty()) {
      return Optional.empty();
    }
    HttpConfig page = options.page().orElseThrow();
    try {
      Monitoring monitoring = Monitoring.start(page, seen);
      say("tells how it is at %s:%d".formatted(page.host(), monitoring.port()));
      return Optional.of(monitoring);
    } catch (DaybookException e) {
      if (page.isChosen()) {
        scheduler.stop(Duration.ZERO);
        throw e;
      }
      alerts.raise(e);
      return Optional.empty();
    }
  }

  private MonitoringSetup seen(State state, Scheduler scheduler, Dispatcher dispatcher) {
    Duration sending =
        installation.config().delivery().smtp().map(SmtpConfig::finalTimeout).orElse(Duration.ZERO);
    return new MonitoringSetup(
        state,
        installation::sources,
        installation::files,
        scheduler::watchedAt,
        timing.watch().multipliedBy(4),
        dispatcher::lookedAt,
        sending.plus(DELIVERING.multipliedBy(24)),
        installation.clock());
  }

  private GettingReady.Setup ready(State state, ReportSetup reports) {
    Schedules schedules = new Schedules(state.database());
    return new GettingReady.Setup(
        reports.reports(),
        installation::sources,
        () -> schedules.list().stream().map(Schedules.InForce::schedule).toList(),
        () ->
            installation.sources().stream()
                .anyMatch(source -> Upkeep.worker(state, source).isPresent()),
        installation.tenantFiles(),
        GettingReady.STAYS_FREE,
        installation.clock());
  }

  private SchedulerSetup schedules(State state, Alerts alerts, ReportSetup reports) {
    Work night =
        new ChildNight(
            state,
            JavaCommand.likeThis(options.program(), options.heap()),
            options.arguments(),
            installation.logs().resolve("nights"),
            installation.clock());
    Map<String, Work> works =
        new HashMap<>(IssueWork.all(reports, new Occurrences(state.database())));
    works.put(NightKind.NAME, pinging(night));
    works.replaceAll((kind, work) -> new ProvenWork(installation.sql(), work));
    return new SchedulerSetup(
        state,
        installation.scheduleFiles(),
        installation.tenants(),
        works,
        Map.of(ReportsKind.NAME, new ReportSchedules(reports.reports())),
        alerts,
        timing,
        installation.clock());
  }

  private Work pinging(Work night) {
    return installation
        .config()
        .alerts()
        .ping()
        .map(url -> new Ping(url).after(night))
        .orElse(night);
  }

  /** Without a word of the operator's all of it is shadow. */
  private DispatcherSetup deliveries(State state, Alerts alerts) {
    Map<String, Contents> books = new ConcurrentHashMap<>();
    books.put(DeliveryKey.OPERATOR, new AlertContents(state.database(), installation.clock()));
    return DispatcherSetup.of(
            state.database(),
            source ->
                books.computeIfAbsent(source, name -> new BookContents(installation.files(name))),
            installation.config().delivery(),
            alerts::raise,
            installation.clock())
        .withOperators(installation.config().alerts().to());
  }

  private AlertsSetup alerts(State state) {
    return new AlertsSetup(
        state,
        installation.config().alerts(),
        installation.config().delivery(),
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        state.where(),
        this::say,
        installation.clock());
  }

  private void say(String text) {
    options.say().accept(text);
  }
}
