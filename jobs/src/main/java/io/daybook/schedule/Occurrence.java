package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One due time of one schedule, as it was when it was read.
 *
 * @param dueAt unique within the schedule
 * @param dueLocal the same by the clock on the wall
 * @param zone whose wall that is; the first of several zones with the same instant
 * @param attempt 0 before the first
 * @param token fencing token of the attempt
 * @param notBefore when it may be worked on
 * @param run id of the run that it began or went on with
 * @param failure code of its last failure, as people read it
 * @param note one line for people
 */
public record Occurrence(
    long id,
    String schedule,
    Instant dueAt,
    LocalDateTime dueLocal,
    ZoneId zone,
    OccurrenceStatus status,
    int attempt,
    long token,
    Instant notBefore,
    Optional<String> run,
    Optional<String> failure,
    Optional<String> note,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {
  public Occurrence {
    requireNonNull(schedule, "schedule is null");
    requireNonNull(dueAt, "dueAt is null");
    requireNonNull(dueLocal, "dueLocal is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(status, "status is null");
    requireNonNull(notBefore, "notBefore is null");
    requireNonNull(run, "run is null");
    requireNonNull(failure, "failure is null");
    requireNonNull(note, "note is null");
    requireNonNull(startedAt, "startedAt is null");
    requireNonNull(finishedAt, "finishedAt is null");
  }

  /** The day that it is for, however late it runs. */
  public LocalDate businessDate() {
    return dueLocal.toLocalDate();
  }

  /** For people: {@code shop-nightly of 2026-03-29T02:00 Australia/Sydney}. */
  public String text() {
    return schedule + " of " + dueLocal + " " + zone;
  }
}
