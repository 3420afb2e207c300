package io.daybook.schedule.night;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceClaim;
import io.daybook.schedule.Outcome;
import io.daybook.schedule.Work;
import io.daybook.schedule.night.NightLog.Failure;
import io.daybook.state.Run;
import io.daybook.state.RunStatus;
import io.daybook.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs nights, each in a JVM of its own: {@code run <source>} with the occurrence it is for. A run
 * that began after the due time and did not end is gone on with; an older one would show a day that
 * had not closed yet, so a new one begins in its place.
 */
public final class ChildNight implements Work {
  private static final Logger log = LoggerFactory.getLogger(ChildNight.class);

  private static final Duration WHEN_BUSY = Duration.ofMinutes(1);
  private static final long STOP_SECONDS = 10;

  /** Exit codes from here on are those of signals; 1 is a JVM that could not start. */
  private static final int SIGNALS = 128;

  private final State state;
  private final List<String> command;
  private final List<String> options;
  private final Path logs;
  private final Clock clock;

  /**
   * Nights of any source.
   *
   * @param command a JVM up to the class that takes {@code run <source>}
   * @param options of the command line that go with every run
   * @param logs folder of what the processes write
   */
  public ChildNight(
      State state, List<String> command, List<String> options, Path logs, Clock clock) {
    this.state = requireNonNull(state, "state is null");
    this.command = List.copyOf(command);
    this.options = List.copyOf(options);
    this.logs = requireNonNull(logs, "logs is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Outcome run(OccurrenceClaim claim) throws InterruptedException {
    Occurrence occurrence = claim.occurrence();
    String source = claim.schedule().source();
    Optional<Run> since = lastRun(source).filter(run -> covers(run, occurrence));
    if (since.isPresent()
        && occurrence.attempt() > 1
        && since.orElseThrow().status() == RunStatus.PUBLISHED) {
      return published(since.orElseThrow());
    }
    boolean resumes = since.map(run -> run.status().unfinished()).orElse(false);
    Outcome outcome = attempt(claim, resumes);
    if (resumes && isPassedOver(outcome)) {
      log.info("{} begins anew: its run can no longer be gone on with", occurrence.text());
      return attempt(claim, false);
    }
    return outcome;
  }

  private Optional<Run> lastRun(String source) {
    return state.runs().list(source, 1).stream().findFirst();
  }

  /** Whether the snapshot of a run is not older than the due time. */
  private static boolean covers(Run run, Occurrence occurrence) {
    return !run.startedAt().isBefore(occurrence.dueAt());
  }

  private static Outcome published(Run run) {
    return Outcome.done("release " + run.release().orElse(0) + " by run " + run.id());
  }

  /** Somebody has published since, or has put the run straight. */
  private static boolean isPassedOver(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        && (failed.code().equals(Code.PUBLISH_CONFLICT.text())
            || failed.code().equals(Code.RUN_NOTHING_TO_RESUME.text()));
  }

  private Outcome attempt(OccurrenceClaim claim, boolean resumes) throws InterruptedException {
    Occurrence occurrence = claim.occurrence();
    String source = claim.schedule().source();
    NightLog night = NightLog.of(logs, occurrence, clock.instant());
    log.info("{} {}, log {}", occurrence.text(), resumes ? "goes on" : "begins", night.file());
    int exitCode = wait(start(arguments(claim, resumes), night));
    if (exitCode == 0) {
      return lastRun(source).map(ChildNight::published).orElseGet(() -> Outcome.done(""));
    }
    return outcome(exitCode, night);
  }

  private List<String> arguments(OccurrenceClaim claim, boolean resumes) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("run", claim.schedule().source(), "--json"));
    arguments.addAll(options);
    Occurrence occurrence = claim.occurrence();
    arguments.addAll(List.of("--occurrence", occurrence.id() + ":" + occurrence.token()));
    if (resumes) {
      arguments.add("--resume");
    } else if (claim.schedule().parameters().containsKey(NightKind.ENGINE)) {
      arguments.addAll(List.of("--engine", claim.schedule().parameters().get(NightKind.ENGINE)));
    }
    return arguments;
  }

  private static Process start(List<String> arguments, NightLog night) {
    try {
      // Its input stays open as long as this process lives: its end tells the night that it is
      // alone.
      return new ProcessBuilder(arguments)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(night.file().toFile()))
          .start();
    } catch (IOException e) {
      throw DaybookException.of(
              Code.RUN_LOST, "Cannot start the process of a night: " + e.getMessage())
          .state("no run was begun; readers keep the release they have")
          .next("it is tried again by itself")
          .cause(e)
          .build();
    }
  }

  private static int wait(Process process) throws InterruptedException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      stop(process);
      throw e;
    }
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private static Outcome outcome(int exitCode, NightLog night) {
    Optional<Kind> kind =
        Arrays.stream(Kind.values()).filter(each -> each.exitCode() == exitCode).findFirst();
    if (kind.isEmpty()) {
      String how =
          exitCode > SIGNALS
              ? "was killed by signal " + (exitCode - SIGNALS)
              : "ended with exit code " + exitCode;
      return Outcome.failed(
          Code.RUN_LOST.text(), Code.RUN_LOST.kind(), "the night's process " + how);
    }
    Optional<Failure> failure;
    try {
      failure = night.failure();
    } catch (IOException e) {
      log.warn("Cannot read {}", night.file(), e);
      failure = Optional.empty();
    }
    if (failure.filter(found -> found.code() == Code.RUN_BUSY).isPresent()) {
      return Outcome.putOff(WHEN_BUSY, failure.orElseThrow().note());
    }
    return Outcome.failed(
        failure.map(found -> found.code().text()).orElse(Code.INTERNAL.text()),
        kind.orElseThrow(),
        failure.map(Failure::note).orElse("see " + night.file()));
  }
}
