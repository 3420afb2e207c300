package io.daybook.schedule;

import static io.daybook.schedule.ScheduleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.postgres.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes on one state: one is killed, one stands still beyond its lease and wakes up. */
class TestSchedulers {
  private static final int SCHEDULES = 40;
  private static final int TIMES = 25;

  @TempDir Path folder;
  private ScheduleFixture fixture;
  private final List<ChildJvm> children = new ArrayList<>();

  @BeforeEach
  void open() throws SQLException {
    fixture = new ScheduleFixture(folder);
    for (String table : List.of("done", "unfenced")) {
      fixture.execute(
          "create table public.%s (schedule text, due_at timestamptz, process bigint)"
              .formatted(table));
    }
  }

  @AfterEach
  void close() {
    children.forEach(ChildJvm::close);
    fixture.close();
  }

  private ChildJvm start() throws IOException {
    ChildJvm child =
        ChildJvm.start(
            SchedulerProcess.class,
            fixture.database.url(),
            fixture.database.user(),
            fixture.database.password(),
            folder.toString());
    children.add(child);
    return child;
  }

  /** Every minute of a stretch of the last hours, and then not before tomorrow. */
  private static Schedule minutely(int number) {
    LocalTime begin = LocalTime.ofInstant(ScheduleFixture.now(), ZoneOffset.UTC).minusHours(2);
    String rule =
        begin.getMinute() <= 60 - TIMES
            ? "cron %d-%d %d * * *"
                .formatted(begin.getMinute(), begin.getMinute() + TIMES - 1, begin.getHour())
            : "cron 0-%d %d * * *".formatted(TIMES - 1, begin.getHour());
    return ScheduleFixture.schedule("s" + number, rule, CatchUp.ALL);
  }

  private long rows(String sql) {
    return fixture.state.database().row("count", sql, row -> row.getLong(1)).orElseThrow();
  }

  private static void signal(String signal, ChildJvm child) throws Exception {
    int exitCode =
        new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
    assertThat(exitCode).isZero();
  }

  @Test
  void runEveryOccurrenceOnceThoughOneIsKilledAndOneWakesUpTooLate() throws Exception {
    fixture.schedules.declare(
        "test",
        IntStream.range(0, SCHEDULES).mapToObj(TestSchedulers::minutely).toList(),
        ScheduleFixture.now().minus(4, ChronoUnit.HOURS));
    ChildJvm killed = start();
    ChildJvm paused = start();
    ChildJvm steady = start();
    // Two do all the work in the time that a third may take to start.
    for (ChildJvm each : children) {
      each.await("STARTED");
    }
    paused.tell("h");
    for (ChildJvm each : children) {
      each.tell("b");
    }
    String held = paused.await("HOLDS");
    signal("STOP", paused);
    killed.await("WORKED");
    killed.kill();
    await(
        "another took over what the paused one held",
        () -> rows("select token from daybook.occurrence where occurrence_id = " + held) > 1);
    await(
        "all is done",
        () -> fixture.count(OccurrenceStatus.DONE) == SCHEDULES * TIMES && fixture.isQuiet());
    assertThat(rows("select count(*) from public.done")).isEqualTo(SCHEDULES * TIMES);
    signal("CONT", paused);
    await(
        "the careless job of the paused process wrote as well",
        () ->
            rows("select count(*) from public.unfenced")
                > rows("select count(distinct (schedule, due_at)) from public.unfenced"));
    paused.tell("e");
    steady.tell("e");
    assertThat(paused.exitCode()).isZero();
    assertThat(steady.exitCode()).isZero();

    assertThat(rows("select count(*) from public.done")).isEqualTo(SCHEDULES * TIMES);
    assertThat(rows("select count(distinct (schedule, due_at)) from public.done"))
        .as("none missed, none twice")
        .isEqualTo(SCHEDULES * TIMES);
    assertThat(rows("select count(*) from daybook.occurrence where status = 'DONE'"))
        .isEqualTo(SCHEDULES * TIMES);
    assertThat(rows("select count(*) from daybook.occurrence where status <> 'DONE'")).isZero();
    assertThat(rows("select count(distinct process) from public.done"))
        .as("all took part")
        .isEqualTo(3);
  }
}
