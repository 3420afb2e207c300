package io.daybook.cli;

import io.daybook.config.HttpConfig;
import io.daybook.config.SmtpConfig;
import io.daybook.delivery.BookContents;
import io.daybook.delivery.Contents;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.Dispatcher;
import io.daybook.delivery.DispatcherSetup;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.operate.AlertContents;
import io.daybook.operate.AlertWatch;
import io.daybook.operate.AlertsSetup;
import io.daybook.operate.Monitoring;
import io.daybook.operate.MonitoringSetup;
import io.daybook.operate.OperatorAlerts;
import io.daybook.operate.Ping;
import io.daybook.schedule.Alerts;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Scheduler;
import io.daybook.schedule.SchedulerSetup;
import io.daybook.schedule.Timing;
import io.daybook.schedule.Work;
import io.daybook.schedule.night.ChildNight;
import io.daybook.schedule.night.JavaCommand;
import io.daybook.schedule.night.NightKind;
import io.daybook.schedule.reports.CustomKind;
import io.daybook.schedule.reports.CustomWork;
import io.daybook.schedule.reports.ReportSchedules;
import io.daybook.schedule.reports.ReportSetup;
import io.daybook.schedule.reports.ReportWork;
import io.daybook.schedule.reports.ReportsKind;
import io.daybook.state.State;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = {
      "Work off the schedules and deliver what is due, until it is told to stop.",
      "",
      "Any number of these may share one state, on one machine or several: each occurrence runs once.",
      "A night is a process of its own, with its log below the state directory. Told to stop by",
      "SIGTERM, it begins nothing more and waits for what works; what is cut off then, others or the",
      "next start go on with.",
      "",
      "It says how it is at http://127.0.0.1:8350/health, and in figures for Prometheus at /metrics;",
      "serve.http in daybook.yml decides where."
    })
final class ServeCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  /** Beyond the time that work has: for children to end and the state to be closed. */
  private static final Duration CLOSING = Duration.ofSeconds(30);

  /** Between two looks at the ledger. */
  private static final Duration DELIVERING = Duration.ofSeconds(5);

  private final Session session;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "occurrences at once, ${DEFAULT-VALUE} by default")
  int workers;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "largest heap of a night's process, such as 4g; otherwise as this process")
  Optional<String> heap;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "when told to stop, wait so long for what works, ${DEFAULT-VALUE} by default")
  int drain;

  @Option(
      names = "--http",
      paramLabel = "PORT",
      description =
          "port of /health and /metrics, 0 for any, or off; otherwise the configuration's")
  Optional<String> http;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireSense();
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(told, ended), "daybook-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      serve(told);
      return 0;
    } finally {
      ended.countDown();
    }
  }

  private void serve(CountDownLatch told) throws InterruptedException {
    Timing timing = timing();
    Optional<HttpConfig> page = page();
    int sessions =
        timing.sessions()
            + DispatcherSetup.sessions(DispatcherSetup.DEFAULT_SENDERS)
            + MonitoringSetup.SESSIONS
            + AlertsSetup.SESSIONS;
    try (State state = State.open(Settings.state(session.config()), session.clock(), sessions);
        OperatorAlerts alerts = new OperatorAlerts(alerts(state));
        Dispatcher dispatcher = new Dispatcher(deliveries(state, alerts))) {
      Scheduler scheduler = Scheduler.start(setup(state, alerts, timing));
      dispatcher.start(DELIVERING);
      MonitoringSetup seen = seen(state, scheduler, dispatcher, timing);
      Optional<Monitoring> monitoring = monitor(page, seen, scheduler, alerts);
      AlertWatch watch =
          new AlertWatch(alerts, seen, session.config().alerts().staleAfter()).start();
      say("serves; schedules: " + ScheduleCommand.files(session).load().size());
      told.await();
      say("stops; waits up to " + drain + " s for " + scheduler.busy() + " at work");
      scheduler.stop(Duration.ofSeconds(drain));
      watch.close();
      monitoring.ifPresent(Monitoring::close);
      if (!dispatcher.stop(CLOSING.dividedBy(2))) {
        say("leaves a message to a mail server that has not answered");
      }
      say("has stopped");
    }
  }

  /** Where it says how it is. */
  private Optional<HttpConfig> page() {
    Optional<HttpConfig> configured = session.config().http();
    if (http.isEmpty()) {
      return configured;
    }
    String word = http.orElseThrow();
    if (word.equals("off")) {
      return Optional.empty();
    }
    if (!word.matches("[0-9]{1,5}") || Integer.parseInt(word) > 65_535) {
      throw DaybookException.of(Code.USAGE, "Cannot listen on the port " + word)
          .state("nothing was started or changed")
          .next("daybook serve --http 8350, or --http off")
          .build();
    }
    return Optional.of(configured.orElse(HttpConfig.DEFAULT).on(Integer.parseInt(word)));
  }

  /** The port that nobody chose may be taken by another that serves: nights are worth more. */
  private Optional<Monitoring> monitor(
      Optional<HttpConfig> page, MonitoringSetup seen, Scheduler scheduler, Alerts alerts)
      throws InterruptedException {
    if (page.isEmpty()) {
      return Optional.empty();
    }
    try {
      Monitoring monitoring = Monitoring.start(page.orElseThrow(), seen);
      say("tells how it is at %s:%d".formatted(page.orElseThrow().host(), monitoring.port()));
      return Optional.of(monitoring);
    } catch (DaybookException e) {
      if (page.orElseThrow().isChosen()) {
        scheduler.stop(Duration.ZERO);
        throw e;
      }
      alerts.raise(e);
      return Optional.empty();
    }
  }

  private MonitoringSetup seen(
      State state, Scheduler scheduler, Dispatcher dispatcher, Timing timing) {
    Duration sending =
        session.config().delivery().smtp().map(SmtpConfig::finalTimeout).orElse(Duration.ZERO);
    return new MonitoringSetup(
        state,
        session::sources,
        source -> Warehouse.open(session, source).files(),
        scheduler::watchedAt,
        timing.watch().multipliedBy(4),
        dispatcher::lookedAt,
        sending.plus(DELIVERING.multipliedBy(24)),
        session.clock());
  }

  /** Runs when the JVM is told to end: lets the command end first, in order and with success. */
  private void end(CountDownLatch told, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    told.countDown();
    try {
      if (ended.await(drain + CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      log.warn("Cut off while it stopped");
    }
  }

  private Timing timing() {
    Timing usual = Timing.DEFAULT;
    return new Timing(
        workers, usual.lease(), usual.poll(), usual.watch(), usual.grace(), usual.checkIn());
  }

  private SchedulerSetup setup(State state, Alerts alerts, Timing timing) {
    List<String> options =
        session.config().file().map(file -> List.of("--config", file.toString())).orElse(List.of());
    Work night =
        new ChildNight(
            state,
            JavaCommand.likeThis(Main.class.getName(), heap),
            options,
            session.logs().resolve("nights"),
            session.clock());
    ReportSetup reports = ReportFolder.issuing(session, state);
    return new SchedulerSetup(
        state,
        ScheduleCommand.files(session),
        ScheduleCommand.tenants(session),
        Map.of(
            NightKind.NAME,
            pinging(night),
            ReportsKind.NAME,
            new ReportWork(reports, new Occurrences(state.database())),
            CustomKind.NAME,
            new CustomWork(reports, release -> CustomCommands.load(session, release))),
        Map.of(ReportsKind.NAME, new ReportSchedules(reports.reports())),
        alerts,
        timing,
        session.clock());
  }

  private Work pinging(Work night) {
    return session.config().alerts().ping().map(url -> new Ping(url).after(night)).orElse(night);
  }

  /** Without a word of the operator's all of it is shadow. */
  private DispatcherSetup deliveries(State state, Alerts alerts) {
    Map<String, Contents> books = new ConcurrentHashMap<>();
    books.put(DeliveryKey.OPERATOR, new AlertContents(state.database(), session.clock()));
    return DispatcherSetup.of(
            state.database(),
            source ->
                books.computeIfAbsent(
                    source, name -> new BookContents(Warehouse.open(session, name).files())),
            session.config().delivery(),
            alerts::raise,
            session.clock())
        .withOperators(session.config().alerts().to());
  }

  private AlertsSetup alerts(State state) {
    return new AlertsSetup(
        state,
        session.config().alerts(),
        session.config().delivery(),
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        state.where(),
        this::say,
        session.clock());
  }

  private synchronized void say(String text) {
    PrintWriter err = session.terminal().err();
    err.println(session.clock().instant().truncatedTo(ChronoUnit.SECONDS) + " " + text);
    err.flush();
  }

  private void requireSense() {
    if (workers < 1 || drain < 0) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot serve with %d workers and %d seconds to drain".formatted(workers, drain))
          .state("nothing was started or changed")
          .next("daybook serve --help")
          .build();
    }
    if (heap.isPresent() && !heap.orElseThrow().matches("[1-9][0-9]*[kKmMgGtT]")) {
      throw DaybookException.of(Code.USAGE, "Cannot use the heap " + heap.orElseThrow())
          .state("nothing was started or changed")
          .next("daybook serve --heap 4g")
          .build();
    }
  }
}
