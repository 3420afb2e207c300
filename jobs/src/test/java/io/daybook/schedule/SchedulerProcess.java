package io.daybook.schedule;

import io.daybook.schedule.night.NightKind;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One scheduler of several on a state. Its work leaves one row in {@code done} as all work must:
 * fenced by its token, and only where an attempt before, killed before it could say so, has left
 * none; and one in {@code unfenced} as a careless job would. Does none before it is told to begin,
 * and says {@code WORKED} after every tenth; told to hold, it says {@code HOLDS} after the first
 * ten, between the last look at its claim and the write.
 */
final class SchedulerProcess {
  private static final String FENCED =
      """
      insert into public.done (schedule, due_at, process)
      select o.schedule, o.due_at, ?
      from daybook.occurrence as o
      where o.occurrence_id = ? and o.token = ? and o.status = 'RUNNING'
          and not exists (
              select 1
              from public.done as before
              where before.schedule = o.schedule and before.due_at = o.due_at
          )
      for share of o
      """;
  private static final String UNFENCED =
      "insert into public.unfenced (schedule, due_at, process) values (?, ?, ?)";

  private static final CountDownLatch begun = new CountDownLatch(1);
  private static final AtomicBoolean hold = new AtomicBoolean();
  private static final AtomicInteger worked = new AtomicInteger();

  private SchedulerProcess() {}

  /** Arguments: URL, user and password of the state, a folder without schedules. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (State state =
        State.open(
            StateSettings.server(arguments[0], arguments[1], arguments[2]),
            Clock.systemUTC(),
            ScheduleFixture.QUICK.sessions())) {
      Scheduler scheduler =
          Scheduler.start(
              new SchedulerSetup(
                  state,
                  new ScheduleFiles(Path.of(arguments[3]), List.of(), List.of(new NightKind())),
                  source -> Set.of(ZoneId.of("UTC")),
                  Map.of("night", claim -> work(state, claim)),
                  Map.of(),
                  problem -> System.out.println("ALERT " + problem.code()),
                  ScheduleFixture.QUICK,
                  Clock.systemUTC()));
      System.out.println("STARTED .");
      for (int told = System.in.read(); told >= 0; told = System.in.read()) {
        if (told == 'b') {
          begun.countDown();
        } else if (told == 'h') {
          hold.set(true);
        } else if (told == 'e') {
          scheduler.stop(Duration.ofSeconds(5));
          return;
        }
      }
    }
  }

  private static Outcome work(State state, OccurrenceClaim claim) throws InterruptedException {
    begun.await();
    Occurrence occurrence = claim.occurrence();
    claim.ensureHeld();
    if (worked.get() >= 10 && hold.compareAndSet(true, false)) {
      System.out.println("HOLDS " + occurrence.id());
      sleepOn();
    }
    long process = ProcessHandle.current().pid();
    state
        .database()
        .update("work carelessly", UNFENCED, occurrence.schedule(), occurrence.dueAt(), process);
    state.database().update("work", FENCED, process, occurrence.id(), occurrence.token());
    if (worked.incrementAndGet() % 10 == 0) {
      System.out.println("WORKED " + worked);
    }
    return Outcome.done("");
  }

  /** As a long wait that nobody can interrupt: the process is stopped meanwhile. */
  private static void sleepOn() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
