package io.daybook.check;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Somebody's word that what a check finds is known. It keeps the check quiet to the end of a day
 * (UTC), and for as long as the check finds no more than this.
 *
 * @param by who says so
 * @param why it is no reason to worry
 * @param until the last day on which it holds
 * @param upTo most findings for which it holds
 * @param at when it was said
 */
public record Acknowledgement(
    String source, String check, String by, String why, LocalDate until, long upTo, Instant at) {
  public Acknowledgement {
    requireNonNull(source, "source is null");
    requireNonNull(check, "check is null");
    requireNonNull(by, "by is null");
    requireNonNull(why, "why is null");
    requireNonNull(until, "until is null");
    requireNonNull(at, "at is null");
    if (by.isBlank() || why.isBlank()) {
      throw new IllegalArgumentException("Invalid acknowledgement of " + check + ": who or why");
    }
    if (upTo < 1) {
      throw new IllegalArgumentException("Invalid acknowledgement of " + check + ": " + upTo);
    }
  }

  /** Whether so many findings are quiet on a day. */
  public boolean covers(long findings, LocalDate today) {
    return findings <= upTo && !today.isAfter(until);
  }

  /** {@code acknowledged by ann until 2026-12-31 up to 40}. */
  public String text() {
    return "acknowledged by %s until %s up to %,d".formatted(by, until, upTo);
  }
}
