package io.daybook.schedule;

import static io.daybook.schedule.ScheduleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schedule.night.ChildNight;
import io.daybook.schedule.night.JavaCommand;
import io.daybook.state.Run;
import io.daybook.state.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestChildNight {
  @TempDir Path folder;
  @TempDir Path schedules;
  private ScheduleFixture fixture;
  private Scheduler scheduler;

  @BeforeEach
  void open() {
    fixture = new ScheduleFixture(schedules);
    fixture.schedules.declare(
        "test",
        List.of(
            ScheduleFixture.schedule("nightly", ScheduleFixture.dailyAnHourAgo(), CatchUp.LATEST)),
        ScheduleFixture.now().minus(2, ChronoUnit.HOURS));
  }

  @AfterEach
  void close() throws InterruptedException {
    if (scheduler != null) {
      scheduler.stop(Duration.ZERO);
    }
    fixture.close();
  }

  private void start(String... behaviour) throws IOException {
    Files.write(folder.resolve("behaviour"), List.of(behaviour));
    List<String> command =
        new ArrayList<>(JavaCommand.likeThis(FakeNight.class.getName(), Optional.of("128m")));
    command.addAll(
        List.of(
            fixture.database.url(),
            fixture.database.user(),
            fixture.database.password(),
            folder.toString()));
    scheduler =
        fixture.start(
            new ChildNight(
                fixture.state,
                command,
                List.of("--config", "here.yml"),
                folder.resolve("log/nights"),
                Clock.systemUTC()));
  }

  private Occurrence occurrence() {
    return fixture.occurrences.list("nightly", 1).get(0);
  }

  private boolean has(OccurrenceStatus status) {
    return fixture.count(status) == 1;
  }

  private boolean hasFailed() {
    return fixture.occurrences.list("nightly", 1).stream()
        .anyMatch(each -> each.failure().isPresent());
  }

  /** Instead of waiting for a minute. */
  private void tryAgainNow() throws SQLException {
    fixture.execute("update daybook.occurrence set not_before = due_at");
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private List<Run> runs() {
    return fixture.state.runs().list("renoz", 10);
  }

  @Test
  void makesARelease() throws Exception {
    start("publish");
    await("it is done", () -> has(OccurrenceStatus.DONE));
    Run run = runs().get(0);
    assertThat(occurrence().run()).contains(run.id());
    assertThat(occurrence().note()).contains("release 1 by run " + run.id());
    assertThat(calls())
        .containsExactly(
            "run renoz --json --config here.yml --occurrence %d:1".formatted(occurrence().id()));
    try (Stream<Path> logs = Files.list(folder.resolve("log/nights"))) {
      assertThat(logs)
          .singleElement()
          .satisfies(log -> assertThat(log).content().contains("goes"))
          .satisfies(log -> assertThat(log.getFileName().toString()).endsWith("-UTC-1.log"));
    }
  }

  @Test
  void takesALostProcessForAFailedRunAndGoesOnWithIt() throws Exception {
    start("die", "publish");
    await("it was lost", this::hasFailed);
    assertThat(occurrence().failure()).contains("RUN-LOST");
    assertThat(occurrence().note()).contains("the night's process was killed by signal 9");
    assertThat(scheduler.busy()).isZero();
    tryAgainNow();
    await("it is done", () -> has(OccurrenceStatus.DONE));
    assertThat(runs())
        .singleElement()
        .satisfies(run -> assertThat(run.attempt()).isEqualTo(2))
        .satisfies(run -> assertThat(run.status()).isEqualTo(RunStatus.PUBLISHED));
    assertThat(calls().get(1)).endsWith(":2 --resume");
  }

  @Test
  void makesNoSecondReleaseWhenOnlyTheSchedulerWasLost() throws Exception {
    start("publish");
    await("it is done", () -> has(OccurrenceStatus.DONE));
    fixture.execute(
        "update daybook.occurrence set status = 'RUNNING', expires_at = clock_timestamp()");
    await("it is done again", () -> has(OccurrenceStatus.DONE));
    assertThat(runs()).hasSize(1);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void beginsAnewWhenTheUnfinishedRunIsOlderThanTheDueTime() throws Exception {
    fixture.execute(
        """
        insert into daybook.run (run_id, source, engine, status, attempt, token, started_at)
        values ('old', 'renoz', 'duckdb', 'FAILED', 1, 1, clock_timestamp() - interval '90 minutes')
        """);
    start("publish");
    await("it is done", () -> has(OccurrenceStatus.DONE));
    assertThat(runs()).hasSize(2);
    assertThat(calls().get(0)).doesNotContain("--resume");
  }

  @Test
  void beginsAnewWhenSomebodyElseHasPublishedSince() throws Exception {
    start("die", "5 PUBLISH-CONFLICT Cannot resume run x: release 2 is current now", "publish");
    await("it was lost", this::hasFailed);
    tryAgainNow();
    await("it is done", () -> has(OccurrenceStatus.DONE));
    assertThat(calls()).hasSize(3);
    assertThat(calls().get(1)).endsWith("--resume");
    assertThat(calls().get(2)).doesNotContain("--resume");
  }

  @Test
  void waitsWhileSomebodyElseWorksOnTheSource() throws Exception {
    start("4 RUN-BUSY Cannot work on renoz: process 1 on a works on it now", "publish");
    await("it waits", () -> has(OccurrenceStatus.DUE) && occurrence().note().isPresent());
    assertThat(occurrence().attempt()).isZero();
    assertThat(occurrence().note())
        .contains("Cannot work on renoz: process 1 on a works on it now");
    tryAgainNow();
    await("it is done", () -> has(OccurrenceStatus.DONE));
    assertThat(fixture.alerts).isEmpty();
  }

  @Test
  void tellsAFailureThatNeedsAPerson() throws Exception {
    start("2 SRC-AUTH Cannot read renoz: the source refuses the password");
    await("it has failed", () -> has(OccurrenceStatus.FAILED));
    assertThat(occurrence().failure()).contains("SRC-AUTH");
    await("somebody was told", () -> fixture.alerts.size() == 1);
    assertThat(fixture.alerts.get(0).getMessage())
        .contains(": SRC-AUTH Cannot read renoz: the source refuses the password");
  }

  @Test
  void stopsTheNightWithTheScheduler() throws Exception {
    start("hang", "publish");
    await(
        "it hangs",
        () -> fixture.count(OccurrenceStatus.RUNNING) == 1 && occurrence().run().isPresent());
    scheduler.stop(Duration.ofMillis(100));
    scheduler = null;
    assertThat(ProcessHandle.current().children().filter(TestChildNight::isNight)).isEmpty();
    assertThat(occurrence().status()).isEqualTo(OccurrenceStatus.DUE);
    start("hang", "publish");
    await("the next start goes on with it", () -> has(OccurrenceStatus.DONE));
    assertThat(runs()).hasSize(1);
    assertThat(calls().get(1)).endsWith("--resume");
  }

  private static boolean isNight(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(FakeNight.class.getName());
  }

  @Test
  void aNightEndsWhenItsSchedulerIsGone() throws Exception {
    Files.writeString(folder.resolve("behaviour"), "hang\n");
    fixture.occurrences.record(
        "nightly",
        new io.daybook.calendar.DueTime(
            java.time.LocalDateTime.parse("2026-01-01T02:00"),
            java.time.Instant.parse("2026-01-01T02:00:00Z")),
        java.time.ZoneId.of("UTC"));
    Occurrence claimed =
        fixture
            .occurrences
            .claim(List.of("night"), "test", Duration.ofMinutes(1), ScheduleFixture.now())
            .orElseThrow();
    List<String> command =
        new ArrayList<>(JavaCommand.likeThis(FakeNight.class.getName(), Optional.of("128m")));
    command.addAll(
        List.of(
            fixture.database.url(),
            fixture.database.user(),
            fixture.database.password(),
            folder.toString(),
            "run",
            "renoz",
            "--occurrence",
            claimed.id() + ":" + claimed.token()));
    Process night =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    await("it works", () -> occurrence().run().isPresent());
    assertThat(night.isAlive()).isTrue();
    night.getOutputStream().close();
    assertThat(night.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(night.exitValue()).isEqualTo(4);
  }
}
