package io.daybook.schedule;

import io.daybook.calendar.DueTime;
import io.daybook.calendar.Timetable;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.Schedules.InForce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that claim occurrences, do their work and record how it ended. */
final class Workers {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  /** What may be late and still begin, where nothing is caught up. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** Before what cannot be begun is looked at again. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private static final Duration SETTLE_AGAIN = Duration.ofSeconds(2);
  private static final int SETTLE_ATTEMPTS = 5;

  private final SchedulerSetup setup;
  private final Schedules schedules;
  private final Occurrences occurrences;
  private final String holder;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<OccurrenceClaim, Thread> working = new ConcurrentHashMap<>();
  private final Semaphore something = new Semaphore(0);
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "daybook-claims");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean stopping;
  private volatile boolean paused;

  Workers(SchedulerSetup setup, Schedules schedules, Occurrences occurrences, String holder) {
    this.setup = setup;
    this.schedules = schedules;
    this.occurrences = occurrences;
    this.holder = holder;
  }

  void start() {
    long period = Math.max(1, setup.timing().lease().toMillis() / 3);
    var unused = keeper.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    for (int i = 1; i <= setup.timing().workers(); i++) {
      Thread thread = new Thread(this::loop, "daybook-worker-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Something may be due. */
  void wake() {
    something.release();
  }

  /** Begins nothing until told otherwise. */
  void pause(boolean pause) {
    paused = pause;
  }

  /** Occurrences that are worked on now. */
  int busy() {
    return working.size();
  }

  /** Begins nothing more; what still works after a while is told to stop. */
  void stop(Duration drain) throws InterruptedException {
    stopping = true;
    something.release(threads.size());
    Instant end = setup.clock().instant().plus(drain);
    for (Thread thread : threads) {
      Duration left = Duration.between(setup.clock().instant(), end);
      thread.join(Math.max(1, left.toMillis()));
    }
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        thread.interrupt();
        thread.join(1_000);
      }
    }
    keeper.shutdownNow();
  }

  private void renew() {
    for (Map.Entry<OccurrenceClaim, Thread> each : working.entrySet()) {
      OccurrenceClaim claim = each.getKey();
      // The thread must still be at this work when it is interrupted.
      synchronized (claim) {
        if (working.containsKey(claim)) {
          renew(claim, each.getValue());
        }
      }
    }
  }

  private static void renew(OccurrenceClaim claim, Thread thread) {
    try {
      if (claim.isHeld() && !claim.renew()) {
        log.warn("Lost {}: another process took it over", claim.occurrence().text());
        thread.interrupt();
      }
    } catch (DaybookException e) {
      // The state server may be back before the claim ends.
      log.warn("Cannot renew the claim of {}: {}", claim.occurrence().text(), e.code().text());
    }
  }

  private void loop() {
    while (!stopping) {
      try {
        if (paused || !workOnOne()) {
          boolean unused =
              something.tryAcquire(setup.timing().poll().toMillis(), TimeUnit.MILLISECONDS);
          something.drainPermits();
        }
      } catch (InterruptedException e) {
        // Meant for work that has just ended; stopping decides.
        log.debug("A worker was interrupted");
      } catch (RuntimeException e) {
        log.warn("Cannot work on what is due: {}", e.getMessage());
        pauseAfterFailure();
      }
    }
  }

  private void pauseAfterFailure() {
    try {
      TimeUnit.MILLISECONDS.sleep(setup.timing().poll().toMillis());
    } catch (InterruptedException e) {
      log.debug("A worker was interrupted");
    }
  }

  /** False when nothing can be worked on now. */
  boolean workOnOne() {
    Instant now = setup.clock().instant();
    Optional<Occurrence> claimed =
        occurrences.claim(setup.works().keySet(), holder, setup.timing().lease(), now);
    if (claimed.isEmpty()) {
      return false;
    }
    Occurrence occurrence = claimed.orElseThrow();
    Optional<InForce> inForce = schedules.find(occurrence.schedule());
    Optional<String> reason;
    try {
      reason =
          inForce.isEmpty()
              ? Optional.of("the schedule was removed")
              : reasonToSkip(inForce.orElseThrow().schedule(), occurrence, now);
    } catch (RuntimeException e) {
      // What others have due must not wait behind it.
      log.warn("Cannot begin {}: {}", occurrence.text(), e.getMessage());
      occurrences.putOff(
          occurrence,
          true,
          "its source cannot tell the zones of its tenants"
              + (e instanceof DaybookException known ? ": " + known.code().text() : ""),
          now.plus(LOOK_AGAIN));
      return true;
    }
    if (reason.isPresent()) {
      occurrences.skipped(occurrence, reason.orElseThrow(), now);
      return true;
    }
    workOn(occurrence, inForce.orElseThrow().schedule());
    return true;
  }

  private Optional<String> reasonToSkip(Schedule schedule, Occurrence occurrence, Instant now) {
    return switch (schedule.catchUp()) {
      case ALL -> Optional.empty();
      case NONE ->
          occurrence.attempt() == 1 && occurrence.dueAt().plus(TOLERANCE).isBefore(now)
              ? Optional.of("could not begin in time")
              : Optional.empty();
      case LATEST ->
          Arming.zones(schedule, setup.zones()).stream()
              .flatMap(
                  zone -> new Timetable(schedule.rule(), zone).next(occurrence.dueAt()).stream())
              .map(DueTime::instant)
              .filter(next -> !next.isAfter(now))
              .findFirst()
              .map(next -> "a later one was due at " + next);
    };
  }

  private void workOn(Occurrence occurrence, Schedule schedule) {
    OccurrenceClaim claim =
        new OccurrenceClaim(occurrences, occurrence, schedule, setup.timing().lease());
    working.put(claim, Thread.currentThread());
    Outcome outcome;
    try {
      log.info("Begin {}, attempt {}", occurrence.text(), occurrence.attempt());
      outcome = setup.works().get(schedule.what()).run(claim);
    } catch (InterruptedException e) {
      outcome = Outcome.putOff(Duration.ZERO, "was stopped with its process");
    } catch (DaybookException e) {
      log.warn("{}", e.getMessage());
      outcome = Outcome.failed(e);
    } catch (RuntimeException e) {
      log.error("A defect of Daybook", e);
      outcome =
          Outcome.failed(
              DaybookException.of(
                      Code.INTERNAL, "Cannot finish " + occurrence.text() + ": " + e.getClass())
                  .build());
    } finally {
      synchronized (claim) {
        working.remove(claim);
      }
    }
    // An interrupt that came too late for the work must not cut the recording off.
    boolean unused = Thread.interrupted();
    settle(claim, outcome);
  }

  /** Records the outcome; where that cannot be done, the claim ends and others find out. */
  private void settle(OccurrenceClaim claim, Outcome outcome) {
    for (int attempt = 1; claim.isHeld(); attempt++) {
      try {
        if (!record(claim, outcome)) {
          log.warn(
              "{} was taken over; what this process did for it does not count",
              claim.occurrence().text());
        }
        return;
      } catch (DaybookException e) {
        log.warn("{}", e.getMessage());
        if (attempt == SETTLE_ATTEMPTS) {
          return;
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(SETTLE_AGAIN.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean record(OccurrenceClaim claim, Outcome outcome) {
    Occurrence occurrence = claim.occurrence();
    Instant now = setup.clock().instant();
    if (outcome instanceof Outcome.Done done) {
      log.info("Done {}: {}", occurrence.text(), done.note());
      return occurrences.done(occurrence, done.note(), now);
    }
    if (outcome instanceof Outcome.PutOff off) {
      return occurrences.putOff(occurrence, off.isHeld(), off.note(), now.plus(off.after()));
    }
    Outcome.Failed failed = (Outcome.Failed) outcome;
    Optional<Duration> again = Retry.after(failed.kind(), occurrence.attempt());
    if (again.isPresent()) {
      Instant next = now.plus(again.orElseThrow());
      log.warn("{} failed, {}; again at {}", occurrence.text(), failed.code(), next);
      return occurrences.again(occurrence, failed.code(), failed.note(), next);
    }
    boolean recorded = occurrences.failed(occurrence, failed.code(), failed.note(), now);
    if (recorded && !failed.isTold()) {
      setup.alerts().raise(failure(occurrence, failed));
    }
    return recorded;
  }

  private static DaybookException failure(Occurrence occurrence, Outcome.Failed failed) {
    return DaybookException.of(
            Code.SCHED_FAILED,
            "Cannot finish %s: %s %s".formatted(occurrence.text(), failed.code(), failed.note()))
        .line("attempts", Integer.toString(occurrence.attempt()))
        .state("it is not tried again; readers keep the release they have")
        .next("daybook schedule list shows it; mend the cause, the next one is due as planned")
        .build();
  }
}
