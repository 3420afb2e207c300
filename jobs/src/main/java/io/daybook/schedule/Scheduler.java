package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.quartz.Firing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of any number of processes that share a state and work off what their schedules make due. A
 * JVM may hold one at a time.
 */
public final class Scheduler {
  /** Who declares the schedules of {@code schedules/}. */
  static final String FILES = "files";

  /** Who declares the schedules that follow from patterns. */
  static final String PATTERNS = "patterns";

  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

  private final SchedulerSetup setup;
  private final Schedules schedules;
  private final Occurrences occurrences;
  private final Workers workers;
  private final Firing firing;
  private final Arming arming;
  private final DueWatch watch;
  private final ClockCheck clockCheck;
  private final ScheduledExecutorService watching =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "daybook-watch");
            thread.setDaemon(true);
            return thread;
          });
  private String files = "";
  private List<Schedule> patterns = List.of();
  private Set<String> unusable = Set.of();
  private final Map<String, String> toldExpansions = new HashMap<>();
  private boolean paused;
  private volatile Instant watchedAt;

  private Scheduler(SchedulerSetup setup) {
    this.setup = requireNonNull(setup, "setup is null");
    String self = self();
    this.schedules = new Schedules(setup.state().database());
    this.occurrences = new Occurrences(setup.state().database());
    this.workers = new Workers(setup, schedules, occurrences, self);
    this.firing =
        Firing.open(
            setup.state().database(),
            self,
            setup.timing().checkIn(),
            (schedule, time, zone) -> {
              occurrences.record(schedule, time, zone);
              workers.wake();
            });
    this.arming = new Arming(schedules, occurrences, setup.zones(), firing);
    this.watch = new DueWatch(setup, schedules, occurrences, firing, arming);
    this.clockCheck = new ClockCheck(setup.state().database(), setup.clock());
    this.watchedAt = setup.clock().instant();
  }

  /**
   * Puts the schedules of the files in force and begins to work.
   *
   * @throws DaybookException STATE_CLOCK when the clocks of this machine and the state server
   *     differ
   */
  public static Scheduler start(SchedulerSetup setup) {
    Scheduler scheduler = new Scheduler(setup);
    try {
      scheduler
          .clockCheck
          .problem()
          .ifPresent(
              problem -> {
                throw problem;
              });
      scheduler.readFiles();
      scheduler.expand();
      scheduler.arming.bringInLine();
      scheduler.firing.start();
    } catch (RuntimeException e) {
      scheduler.firing.close();
      throw e;
    }
    scheduler.workers.start();
    long period = setup.timing().watch().toMillis();
    var unused =
        scheduler.watching.scheduleWithFixedDelay(
            scheduler::look, period, period, TimeUnit.MILLISECONDS);
    return scheduler;
  }

  /** Occurrences that this process works on now. */
  public int busy() {
    return workers.busy();
  }

  /** When this process last found that it can do its work: state, clock, files. */
  public Instant watchedAt() {
    return watchedAt;
  }

  /**
   * Begins nothing more and returns when all that works has ended.
   *
   * @param drain how long it may go on; then it is told to stop, and others go on with it
   */
  public void stop(Duration drain) throws InterruptedException {
    watching.shutdown();
    firing.pause();
    workers.stop(drain);
    watching.shutdownNow();
    firing.close();
  }

  private void look() {
    try {
      if (isInTime()) {
        readFilesAgain();
        expand();
        watch.look();
        watchedAt = setup.clock().instant();
      }
    } catch (DaybookException e) {
      log.warn("Cannot watch the schedules: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("A defect of Daybook", e);
    }
  }

  private boolean isInTime() {
    var problem = clockCheck.problem();
    if (problem.isPresent() && !paused) {
      setup.alerts().raise(problem.orElseThrow());
      firing.pause();
    } else if (problem.isEmpty() && paused) {
      log.info("The clocks agree again");
      firing.start();
    }
    paused = problem.isPresent();
    workers.pause(paused);
    return !paused;
  }

  /**
   * A file that is wrong leaves in force what it said before, and is told once. What is of a source
   * that cannot be run here is nobody's fault, and not in force.
   */
  private void readFiles() {
    String fingerprint = setup.files().fingerprint();
    ScheduleFiles.Read read = setup.files().read();
    unusable = read.unusable();
    List<Schedule> wanted = new ArrayList<>(read.schedules());
    wanted.removeIf(setup.files()::isResting);
    patterns = wanted.stream().filter(setup.files()::isPattern).toList();
    wanted.removeAll(patterns);
    schedules.list(FILES).stream()
        .map(Schedules.InForce::schedule)
        .filter(each -> unusable.contains(each.name()))
        .forEach(wanted::add);
    schedules.declare(FILES, wanted, setup.clock().instant());
    // Not before: what could not be put in force is read again.
    files = fingerprint;
    read.problem().ifPresent(setup.alerts()::raise);
  }

  /** What cannot be expanded leaves the schedules of before in force, and is told once. */
  private void expand() {
    Map<String, RuntimeException> failures =
        new Patterns(schedules, setup.expansions())
            .declare(patterns, unusable, setup.clock().instant());
    toldExpansions.keySet().retainAll(failures.keySet());
    failures.forEach(
        (pattern, failure) -> {
          log.warn("Cannot tell what follows from {}", pattern, failure);
          String message = String.valueOf(failure.getMessage());
          if (!message.equals(toldExpansions.put(pattern, message))) {
            setup.alerts().raise(expansionFailure(pattern, failure));
          }
        });
  }

  private static DaybookException expansionFailure(String pattern, RuntimeException failure) {
    if (failure instanceof DaybookException named) {
      return named;
    }
    return DaybookException.of(
            Code.INTERNAL, "Cannot tell what follows from the schedule " + pattern + ": " + failure)
        .state("what followed from it before stays in force; all other schedules go on")
        .next("report it with the log")
        .cause(failure)
        .build();
  }

  /** Files that cannot be listed leave the schedules of before in force. */
  private void readFilesAgain() {
    if (setup.files().fingerprint().equals(files)) {
      return;
    }
    try {
      readFiles();
      log.info("The schedules in files have changed");
    } catch (DaybookException e) {
      setup.alerts().raise(e);
    }
  }

  /** Unlike every other process, also one of the same id later. */
  private static String self() {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "localhost";
    }
    return "process %d on %s %s"
        .formatted(ProcessHandle.current().pid(), host, HexFormat.of().formatHex(random));
  }
}
