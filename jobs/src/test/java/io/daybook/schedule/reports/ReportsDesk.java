package io.daybook.schedule.reports;

import io.daybook.calendar.Rule;
import io.daybook.clock.HandClock;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.MailRound;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.schedule.CatchUp;
import io.daybook.schedule.HandScheduler;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.ScheduleFiles;
import io.daybook.schedule.SchedulerSetup;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A state of its own, with a scheduler of reports and a dispatcher, by a clock that is moved. */
final class ReportsDesk implements AutoCloseable {
  static final String PATTERN = "renoz-reports";

  final StateSettings settings;
  final HandClock clock;
  final State state;
  final Deliveries deliveries;
  final HandScheduler scheduler;
  final List<DaybookException> alerts = new CopyOnWriteArrayList<>();
  final ReportSetup setup;
  private final Path directory;

  ReportsDesk(Path directory, Instant now, CatchUp catchUp) {
    this(directory, settings(TestPostgres.database()), now, catchUp, point -> {});
  }

  /** One of several on the same state. */
  ReportsDesk(
      Path directory,
      StateSettings settings,
      Instant now,
      CatchUp catchUp,
      Consumer<String> reached) {
    this(directory, settings, now, catchUp, reached, schedule -> true);
  }

  /** One that has only these of the schedules that follow from the reports: the quicker one. */
  ReportsDesk(
      Path directory,
      StateSettings settings,
      Instant now,
      CatchUp catchUp,
      Consumer<String> reached,
      Predicate<Schedule> wanted) {
    this.directory = directory;
    this.settings = settings;
    this.clock = new HandClock(now);
    this.state = State.open(settings, clock, 10);
    this.deliveries = new Deliveries(state.database(), clock);
    ReleasedReports reports = ReportsFixture.reports(directory);
    this.setup =
        new ReportSetup(
            reports,
            deliveries,
            new Pins(state.database(), clock),
            source -> ReportsFixture.files(directory),
            directory.resolve("scratch"),
            clock,
            reached);
    this.scheduler =
        new HandScheduler(
            new SchedulerSetup(
                state,
                new ScheduleFiles(directory.resolve("none"), List.of(), List.of()),
                HandScheduler.noZones(),
                IssueWork.all(setup, new Occurrences(state.database())),
                Map.of(
                    ReportsKind.NAME,
                    pattern ->
                        new ReportSchedules(reports)
                            .of(pattern)
                            .map(all -> all.stream().filter(wanted).toList())),
                alerts::add,
                HandScheduler.timing(),
                clock),
            List.of(pattern(catchUp)));
  }

  static StateSettings settings(TestPostgres database) {
    return StateSettings.server(database.url(), database.user(), database.password());
  }

  static Schedule pattern(CatchUp catchUp) {
    return new Schedule(
        PATTERN,
        "renoz",
        ReportsKind.NAME,
        Rule.parse("daily at 06:00"),
        Optional.empty(),
        catchUp,
        Duration.ofHours(2),
        Map.of());
  }

  /** Lets mails go to real people, as they are in the tests. */
  void confirm() {
    mails().confirm();
  }

  /** Hands over by SMTP what is due. */
  void deliver(int port) throws InterruptedException {
    mails().deliver(port, directory.resolve("delivered"));
  }

  private MailRound mails() {
    return new MailRound(state, clock, "renoz", ReportsFixture.files(directory), alerts::add);
  }

  List<Delivery> ledger() {
    return deliveries.list(Optional.empty(), Optional.empty(), 10_000);
  }

  /** The ledger by report and occurrence. */
  Map<String, List<Delivery>> byIssue() {
    return ledger().stream()
        .collect(
            Collectors.groupingBy(each -> each.key().report() + " " + each.key().occurrence()));
  }

  @Override
  public void close() {
    state.close();
  }
}
