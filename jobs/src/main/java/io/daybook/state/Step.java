package io.daybook.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of a run in one attempt of it.
 *
 * @param attempt the run's attempt that took the step
 * @param output JSON text that a resumed run goes on with
 * @param note one line for people
 */
public record Step(
    String run,
    String name,
    int attempt,
    StepStatus status,
    Optional<String> output,
    Optional<String> note,
    Instant startedAt,
    Optional<Instant> finishedAt) {
  public Step {
    requireNonNull(run, "run is null");
    requireNonNull(name, "name is null");
    requireNonNull(status, "status is null");
    requireNonNull(output, "output is null");
    requireNonNull(note, "note is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(finishedAt, "finishedAt is null");
  }
}
