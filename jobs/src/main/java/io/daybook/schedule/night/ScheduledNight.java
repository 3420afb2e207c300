package io.daybook.schedule.night;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import io.daybook.run.RunListener;
import io.daybook.run.Step;
import io.daybook.schedule.Occurrences;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A night that a scheduler has started: says which run works for its occurrence, and ends with the
 * scheduler, whose end is the end of the standard input. Others go on with the run then.
 *
 * @param id of the occurrence
 * @param token of the scheduler's claim
 */
public record ScheduledNight(long id, long token) {
  private static final Logger log = LoggerFactory.getLogger(ScheduledNight.class);
  private static final int HALT_SECONDS = 10;

  /** Reads {@code id:token}. */
  public static ScheduledNight parse(String text) {
    String[] parts = text.split(":", -1);
    try {
      return new ScheduledNight(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw DaybookException.of(Code.USAGE, "Cannot find the occurrence " + text)
          .state("nothing was started or changed")
          .next("leave --occurrence to daybook serve")
          .build();
    }
  }

  /** Ends this process when the scheduler's has ended. */
  public void endWithTheScheduler() {
    Thread thread = new Thread(ScheduledNight::waitForTheEnd, "daybook-scheduler-lives");
    thread.setDaemon(true);
    thread.start();
  }

  private static void waitForTheEnd() {
    try {
      while (System.in.read() >= 0) {
        // It never says anything.
      }
    } catch (IOException e) {
      log.debug("The scheduler's end of the pipe is gone", e);
    }
    log.warn("The scheduler that started this night has ended; another goes on with the run");
    Thread halt = new Thread(ScheduledNight::halt, "daybook-halt");
    halt.setDaemon(true);
    halt.start();
    System.exit(Kind.RESOURCE.exitCode());
  }

  /** Shutting down in order must not keep others from going on. */
  private static void halt() {
    try {
      TimeUnit.SECONDS.sleep(HALT_SECONDS);
    } catch (InterruptedException e) {
      log.debug("Ended in order", e);
    }
    Runtime.getRuntime().halt(Kind.RESOURCE.exitCode());
  }

  /** The listener, which also records the run of the occurrence. */
  public RunListener recording(Occurrences occurrences, RunListener listener) {
    return new RunListener() {
      @Override
      public void started(String run, String source, boolean resumed) {
        if (!occurrences.attach(id, token, run)) {
          throw DaybookException.of(
                  Code.SCHED_LOST,
                  "Cannot go on with run " + run + ": another scheduler took its occurrence over")
              .state("what the other scheduler does counts; readers keep the release they have")
              .next("nothing to do")
              .build();
        }
        listener.started(run, source, resumed);
      }

      @Override
      public void stepStarted(Step step) {
        listener.stepStarted(step);
      }

      @Override
      public void stepProgressed(Step step, int done, int total) {
        listener.stepProgressed(step, done, total);
      }

      @Override
      public void stepKept(Step step) {
        listener.stepKept(step);
      }

      @Override
      public void stepFinished(Step step, Duration took, String summary) {
        listener.stepFinished(step, took, summary);
      }

      @Override
      public void warned(String message) {
        listener.warned(message);
      }

      @Override
      public void reached(String point) {
        listener.reached(point);
      }
    };
  }
}
