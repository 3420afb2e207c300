package io.daybook.schedule;

import static io.daybook.schedule.ScheduleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.Eventually;
import io.daybook.calendar.Timetable;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.quartz.Armed;
import io.daybook.schedule.quartz.Firing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestScheduler {
  private static final String HANGS = "(trigger_group = 'hangs')";

  private static final ZoneId UTC = ZoneId.of("UTC");

  @TempDir Path folder;
  private ScheduleFixture fixture;
  private Scheduler scheduler;
  private final Queue<String> worked = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void open() {
    fixture = new ScheduleFixture(folder);
  }

  @AfterEach
  void close() throws InterruptedException {
    if (scheduler != null) {
      scheduler.stop(Duration.ZERO);
    }
    fixture.close();
  }

  private Outcome work(OccurrenceClaim claim) {
    worked.add(claim.occurrence().schedule() + " " + claim.occurrence().businessDate());
    return Outcome.done("");
  }

  /** In force since three days ago, as after a standstill of three days. */
  private void declareThreeDaysAgo(Schedule... schedules) {
    fixture.schedules.declare(
        "test",
        List.of(schedules),
        ScheduleFixture.now().minus(72, ChronoUnit.HOURS).minus(30, ChronoUnit.MINUTES));
  }

  private List<OccurrenceStatus> statuses(String schedule) {
    return fixture.occurrences.list(schedule, 100).stream().map(Occurrence::status).toList();
  }

  @Test
  void afterThreeDaysDownEachPolicyRunsExactlyItsOccurrences() throws InterruptedException {
    String rule = ScheduleFixture.dailyAnHourAgo();
    declareThreeDaysAgo(
        ScheduleFixture.schedule("all", rule, CatchUp.ALL),
        ScheduleFixture.schedule("latest", rule, CatchUp.LATEST),
        ScheduleFixture.schedule("none", rule, CatchUp.NONE));
    scheduler = fixture.start(this::work);
    await("all is settled", () -> fixture.count() == 9 && fixture.isQuiet());
    assertThat(statuses("all")).containsOnly(OccurrenceStatus.DONE).hasSize(3);
    assertThat(statuses("latest"))
        .containsExactly(OccurrenceStatus.DONE, OccurrenceStatus.SKIPPED, OccurrenceStatus.SKIPPED);
    assertThat(statuses("none")).containsOnly(OccurrenceStatus.SKIPPED).hasSize(3);
    LocalDate last =
        LocalDate.ofInstant(ScheduleFixture.now().minus(1, ChronoUnit.HOURS), ZoneOffset.UTC);
    assertThat(worked)
        .as("each for its own day, the oldest first")
        .filteredOn(each -> each.startsWith("all"))
        .containsExactly("all " + last.minusDays(2), "all " + last.minusDays(1), "all " + last);
    assertThat(worked).contains("latest " + last).hasSize(4);
    assertThat(fixture.alerts).isEmpty();
  }

  @Test
  void isDueOnceAtEveryInstantAtWhichItIsThatTimeForATenant() throws InterruptedException {
    declareThreeDaysAgo(ScheduleFixture.eachTenant("night", "daily at 02:00", CatchUp.ALL));
    Set<ZoneId> zones =
        Set.of(
            ZoneId.of("Australia/Sydney"),
            ZoneId.of("Australia/Melbourne"),
            ZoneId.of("America/New_York"),
            UTC);
    Instant now = ScheduleFixture.now();
    Instant since = fixture.schedules.find("night").orElseThrow().since();
    List<Instant> expected =
        zones.stream()
            .map(zone -> new Timetable(io.daybook.calendar.Rule.parse("daily at 02:00"), zone))
            .flatMap(timetable -> timetable.between(since, now).stream())
            .map(due -> due.instant())
            .distinct()
            .sorted()
            .toList();
    scheduler = Scheduler.start(fixture.setup(this::work, zones));
    await(
        "all is done",
        () -> fixture.count(OccurrenceStatus.DONE) == expected.size() && fixture.isQuiet());
    assertThat(fixture.occurrences.list("night", 100))
        .extracting(Occurrence::dueAt)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).hasSizeBetween(8, 10);
  }

  @Test
  void triesAgainWhatMayHelpAndTellsWhatDoesNot() throws InterruptedException {
    String rule = ScheduleFixture.dailyAnHourAgo();
    fixture.schedules.declare(
        "test",
        List.of(
            ScheduleFixture.schedule("defect", rule, CatchUp.ALL),
            ScheduleFixture.schedule("data", rule, CatchUp.ALL),
            ScheduleFixture.schedule("source", rule, CatchUp.ALL),
            ScheduleFixture.schedule("held", rule, CatchUp.ALL)),
        ScheduleFixture.now().minus(2, ChronoUnit.HOURS));
    scheduler =
        fixture.start(
            claim ->
                switch (claim.schedule().name()) {
                  case "defect" -> throw new IllegalStateException("secret-4711");
                  case "data" ->
                      throw DaybookException.of(Code.CHECK_BLOCKED, "Cannot publish: 3 rows")
                          .build();
                  case "source" ->
                      throw DaybookException.of(Code.SRC_LOCK, "Cannot lock: busy").build();
                  default -> Outcome.held(Duration.ofMinutes(1), "no release yet");
                });
    await(
        "all have run",
        () ->
            fixture.count(OccurrenceStatus.FAILED) == 2
                && fixture.count(OccurrenceStatus.HELD) == 1
                && statuses("source").equals(List.of(OccurrenceStatus.DUE))
                && fixture.occurrences.list("source", 1).get(0).failure().isPresent());
    Occurrence source = fixture.occurrences.list("source", 1).get(0);
    assertThat(source.failure()).contains("SRC-LOCK");
    assertThat(source.attempt()).isEqualTo(1);
    assertThat(source.notBefore()).isAfter(ScheduleFixture.now().plusSeconds(30));
    assertThat(fixture.occurrences.list("data", 1).get(0).note())
        .contains("Cannot publish: 3 rows");
    assertThat(fixture.occurrences.list("held", 1).get(0).attempt()).isZero();
    await("both were told", () -> fixture.alerts.size() == 2);
    assertThat(fixture.alerts)
        .extracting(Throwable::getMessage)
        .anyMatch(text -> text.startsWith("SCHED-FAILED Cannot finish data of "))
        .anyMatch(text -> text.contains(": CHECK-BLOCKED Cannot publish: 3 rows"))
        .noneMatch(text -> text.contains("secret-4711"));
  }

  @Test
  void tellsOnceThatADeadlineHasPassed() throws InterruptedException {
    Schedule night =
        ScheduleFixture.schedule("late", ScheduleFixture.dailyAnHourAgo(), CatchUp.ALL);
    declareThreeDaysAgo(
        new Schedule(
            night.name(),
            night.source(),
            night.what(),
            night.rule(),
            night.zone(),
            CatchUp.LATEST,
            Duration.ofSeconds(1),
            Map.of()));
    scheduler = fixture.start(claim -> Outcome.held(Duration.ofMinutes(1), "no release yet"));
    await("somebody was told", () -> !fixture.alerts.isEmpty());
    ScheduleFixture.looksTwice(scheduler);
    assertThat(fixture.alerts)
        .singleElement()
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.SCHED_LATE))
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("SCHED-LATE Cannot meet the deadline of late of ")
        .contains("it is HELD after 0 attempts\n  last   no release yet");
  }

  /** A process that dies between two statements of Quartz leaves a trigger that nobody fires. */
  @Test
  void makesUpForATriggerThatHangs() throws Exception {
    String rule = ScheduleFixture.dailyAnHourAgo();
    declareThreeDaysAgo(ScheduleFixture.schedule("hangs", rule, CatchUp.ALL));
    Queue<String> fired = new ConcurrentLinkedQueue<>();
    try (Firing alone =
        Firing.open(
            fixture.state.database(),
            "alone",
            Duration.ofMillis(500),
            (schedule, time, zone) -> fired.add(schedule))) {
      Timetable timetable = new Timetable(io.daybook.calendar.Rule.parse(rule), UTC);
      Instant since = fixture.schedules.find("hangs").orElseThrow().since();
      alone.arm(
          List.of(new Armed("hangs", timetable, since), new Armed("moves", timetable, since)));
      assertThat(
              fixture.execute(
                  "update daybook.qrtz_triggers set trigger_state = 'ACQUIRED' where " + HANGS))
          .isEqualTo(1);
      alone.start();
      await("all due times of the other were fired", () -> fired.size() == 3);
      assertThat(fired).as("Quartz alone never fires it").containsOnly("moves");
    }
    for (String table : List.of("qrtz_simprop_triggers", "qrtz_triggers")) {
      fixture.execute("delete from daybook." + table + " where not " + HANGS);
    }
    scheduler = fixture.start(this::work);
    await("it was made up for", () -> fixture.count(OccurrenceStatus.DONE) == 3);
    await("somebody was told", () -> !fixture.missed.isEmpty());
    assertThat(fixture.missed)
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .contains("3 due times of hangs in UTC were not");
    await(
        "it is armed anew",
        () -> {
          try {
            return fixture.execute(
                    "update daybook.qrtz_triggers set description = '' where trigger_state = 'WAITING'")
                == 1;
          } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void holdsWhatCannotBeBegunAndBeginsWhatComesAfterIt() {
    String rule = ScheduleFixture.dailyAnHourAgo();
    declareThreeDaysAgo(
        ScheduleFixture.eachTenant("sick", rule, CatchUp.LATEST),
        ScheduleFixture.schedule("sound", rule, CatchUp.ALL));
    Instant since = fixture.schedules.find("sick").orElseThrow().since();
    assertThat(
            fixture.occurrences.record(
                "sick",
                new Timetable(io.daybook.calendar.Rule.parse(rule), UTC).next(since).orElseThrow(),
                UTC))
        .isTrue();
    SchedulerSetup setup = fixture.setup(this::work, Set.of(UTC));
    scheduler =
        Scheduler.start(
            new SchedulerSetup(
                setup.state(),
                setup.files(),
                new ScheduleFixture.Broken().zones(),
                setup.works(),
                setup.expansions(),
                setup.alerts(),
                setup.timing(),
                setup.clock()));
    await("the sound one is done", () -> fixture.count(OccurrenceStatus.DONE) == 3);
    await("nobody works", fixture::isQuiet);
    assertThat(fixture.occurrences.list("sick", 9))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.status()).isEqualTo(OccurrenceStatus.HELD);
              assertThat(each.note()).contains("its source cannot tell the zones of its tenants");
            });
  }

  @Test
  void refusesToStartWhenTheClocksDiffer() {
    SchedulerSetup setup = fixture.setup(this::work, Set.of(UTC));
    SchedulerSetup ahead =
        new SchedulerSetup(
            setup.state(),
            setup.files(),
            setup.zones(),
            setup.works(),
            setup.expansions(),
            setup.alerts(),
            setup.timing(),
            Clock.offset(Clock.systemUTC(), Duration.ofMillis(2_500)));
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> Scheduler.start(ahead))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.STATE_CLOCK))
        .withMessageContaining("clock is ahead of the state server's by 2.5 s, 1 s is most");
  }

  @Test
  void stopsGracefullyAndLetsOthersGoOn() throws Exception {
    declareThreeDaysAgo(
        ScheduleFixture.schedule("quick", ScheduleFixture.dailyAnHourAgo(), CatchUp.LATEST),
        ScheduleFixture.schedule("slow", ScheduleFixture.dailyAnHourAgo(), CatchUp.LATEST));
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch told = new CountDownLatch(1);
    AtomicInteger stopped = new AtomicInteger();
    scheduler =
        fixture.start(
            claim -> {
              begun.countDown();
              try {
                if (claim.schedule().name().equals("quick")) {
                  told.await();
                } else {
                  new CountDownLatch(1).await();
                }
              } catch (InterruptedException e) {
                stopped.incrementAndGet();
                throw e;
              }
              return Outcome.done("");
            });
    Eventually.open("both have begun", begun);
    assertThat(scheduler.busy()).isEqualTo(2);
    told.countDown();
    // The quick one has so long to end; the slow one takes all of it.
    scheduler.stop(Duration.ofSeconds(8));
    scheduler = null;
    assertThat(stopped).hasValue(1);
    assertThat(statuses("quick")).startsWith(OccurrenceStatus.DONE);
    Occurrence slow = fixture.occurrences.list("slow", 1).get(0);
    assertThat(slow.status()).isEqualTo(OccurrenceStatus.DUE);
    assertThat(slow.attempt()).isZero();
    scheduler = fixture.start(this::work);
    await("another went on", () -> statuses("slow").get(0) == OccurrenceStatus.DONE);
    assertThat(fixture.alerts).isEmpty();
  }
}
