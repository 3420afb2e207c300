package io.daybook.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One attempt to make a release, as it was when it was read.
 *
 * @param id sorts by time; {@code 20261121T020000Z-4f1c9a}
 * @param engine name of the engine that builds it
 * @param attempt 1, and one more each time it is resumed
 * @param token fencing token that this attempt writes with
 * @param base the release that was current when the run began; empty for the first
 * @param release what it published
 * @param failure code of its failure, as people read it
 * @param message what failed
 */
public record Run(
    String id,
    String source,
    String engine,
    RunStatus status,
    int attempt,
    long token,
    OptionalLong base,
    OptionalLong release,
    Optional<String> failure,
    Optional<String> message,
    Instant startedAt,
    Optional<Instant> finishedAt) {
  public Run {
    requireNonNull(id, "id is null");
    requireNonNull(source, "source is null");
    requireNonNull(engine, "engine is null");
    requireNonNull(status, "status is null");
    requireNonNull(base, "base is null");
    requireNonNull(release, "release is null");
    requireNonNull(failure, "failure is null");
    requireNonNull(message, "message is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(finishedAt, "finishedAt is null");
  }
}
