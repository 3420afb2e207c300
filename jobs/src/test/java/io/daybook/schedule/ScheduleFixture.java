package io.daybook.schedule;

import io.daybook.Eventually;
import io.daybook.calendar.Rule;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.schedule.night.NightKind;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A state of its own, a scheduler with quick timing, and a list of what it was told to alert. */
final class ScheduleFixture implements AutoCloseable {
  static final Timing QUICK =
      new Timing(
          2,
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofMillis(500));

  final TestPostgres database = TestPostgres.database();
  final State state;
  final Schedules schedules;
  final Occurrences occurrences;

  /** A source that cannot tell the zones of its tenants until it is mended. */
  static final class Broken {
    private volatile boolean isMended;

    TenantZones zones() {
      return source -> {
        if (!isMended) {
          throw new NullPointerException("an odd value of " + source);
        }
        return Set.of(ZoneId.of("UTC"));
      };
    }

    void mend() {
      isMended = true;
    }
  }

  /** What operators were told, but for {@link #missed}. */
  final List<DaybookException> alerts = new CopyOnWriteArrayList<>();

  /**
   * What operators were told of due times that nobody fired in the 300 ms that they have here: on a
   * machine with other work that may be any.
   */
  final List<DaybookException> missed = new CopyOnWriteArrayList<>();

  private final Path folder;

  ScheduleFixture(Path folder) {
    this.folder = folder;
    this.state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC(),
            QUICK.sessions() + 2);
    this.schedules = new Schedules(state.database());
    this.occurrences = new Occurrences(state.database());
  }

  static Instant now() {
    return Clock.systemUTC().instant();
  }

  /** Daily at an hour ago in UTC. */
  static String dailyAnHourAgo() {
    return "daily at "
        + LocalTime.ofInstant(now().minus(1, ChronoUnit.HOURS), ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.MINUTES);
  }

  static Schedule schedule(String name, String rule, CatchUp catchUp) {
    return new Schedule(
        name,
        "renoz",
        "night",
        Rule.parse(rule),
        Optional.of(ZoneOffset.UTC).map(utc -> ZoneId.of("UTC")),
        catchUp,
        Duration.ofHours(4),
        Map.of());
  }

  /** The same for the clocks of all tenants. */
  static Schedule eachTenant(String name, String rule, CatchUp catchUp) {
    Schedule one = schedule(name, rule, catchUp);
    return new Schedule(
        name,
        one.source(),
        one.what(),
        one.rule(),
        Optional.empty(),
        catchUp,
        one.deadline(),
        Map.of());
  }

  SchedulerSetup setup(Work work, Set<ZoneId> zones) {
    return new SchedulerSetup(
        state,
        new ScheduleFiles(folder, List.of("renoz"), List.of(new NightKind())),
        source -> zones,
        Map.of("night", work),
        Map.of(),
        this::told,
        QUICK,
        Clock.systemUTC());
  }

  private void told(DaybookException alert) {
    (alert.code() == Code.SCHED_MISSED ? missed : alerts).add(alert);
  }

  Scheduler start(Work work) {
    return Scheduler.start(setup(work, Set.of(ZoneId.of("UTC"))));
  }

  long count(OccurrenceStatus status) {
    return state
        .database()
        .row(
            "count the occurrences",
            "select count(*) from daybook.occurrence as o where o.status = ?",
            row -> row.getLong(1),
            status.name())
        .orElseThrow();
  }

  /** All of them, at one moment: one that goes from a status to the next is counted once. */
  long count() {
    return state
        .database()
        .row(
            "count the occurrences",
            "select count(*) from daybook.occurrence",
            row -> row.getLong(1))
        .orElseThrow();
  }

  boolean isQuiet() {
    return state
        .database()
        .row(
            "look for work",
            "select not exists (select from daybook.occurrence as o where o.status in (?, ?))",
            row -> row.getBoolean(1),
            OccurrenceStatus.DUE.name(),
            OccurrenceStatus.RUNNING.name())
        .orElseThrow();
  }

  int execute(String sql) throws SQLException {
    try (Connection session = database.connect();
        Statement statement = session.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Waits until it has looked at its schedules twice: what it would do, it has done by then. */
  static void looksTwice(Scheduler scheduler) throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      Instant before = scheduler.watchedAt();
      await("it has looked", () -> scheduler.watchedAt().isAfter(before));
    }
  }

  /** The schedules in force, and by which clocks. */
  List<String> zonesArmed() {
    return state
        .database()
        .rows(
            "read triggers",
            "select trigger_group || ' ' || trigger_name from daybook.qrtz_triggers order by 1",
            row -> row.getString(1));
  }

  static void await(String what, BooleanSupplier condition) {
    Eventually.until(what, condition::getAsBoolean);
  }

  @Override
  public void close() {
    state.close();
  }
}
