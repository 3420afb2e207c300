package io.daybook.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule in a zone: the instants at which it is due.
 *
 * <p>A local time that a clock change leaves out is due at the first instant after the change; one
 * that comes twice is due the first time, unless the rule counts every hour. A whole day that a
 * zone left out (Apia, 30 December 2011) falls together with the next day where that one is due as
 * well. No instant is due twice.
 */
public record Timetable(Rule rule, ZoneId zone) {
  public Timetable {
    requireNonNull(rule, "rule is null");
    requireNonNull(zone, "zone is null");
  }

  /** The first due time after this instant; empty when there is none within 40 years. */
  public Optional<DueTime> next(Instant after) {
    return rule.isEveryHour() ? nextHourly(after) : nextDaily(after);
  }

  /** Everything that is due after one instant and up to another, in order. */
  public List<DueTime> between(Instant after, Instant upTo) {
    List<DueTime> times = new ArrayList<>();
    Optional<DueTime> due = next(after);
    while (due.isPresent() && !due.orElseThrow().instant().isAfter(upTo)) {
      times.add(due.orElseThrow());
      due = next(due.orElseThrow().instant());
    }
    return times;
  }

  /**
   * A later local time is never due at an earlier instant, so nothing up to the local time of
   * {@code after} can be due after it.
   */
  private Optional<DueTime> nextDaily(Instant after) {
    Optional<LocalDateTime> local = rule.after(LocalDateTime.ofInstant(after, zone));
    while (local.isPresent()) {
      LocalDateTime candidate = local.orElseThrow();
      Optional<Instant> instant = instantOf(candidate).filter(found -> found.isAfter(after));
      if (instant.isPresent()) {
        return Optional.of(new DueTime(candidate, instant.orElseThrow()));
      }
      local = rule.after(candidate);
    }
    return Optional.empty();
  }

  /** The instant of a local time; empty where its whole day was left out and the next is due. */
  private Optional<Instant> instantOf(LocalDateTime local) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change == null) {
      return Optional.of(local.toInstant(rules.getOffset(local)));
    }
    if (change.isOverlap()) {
      return Optional.of(local.toInstant(change.getOffsetBefore()));
    }
    LocalDate day = local.toLocalDate();
    boolean wasLeftOut =
        !change.getDateTimeBefore().isAfter(day.atStartOfDay())
            && !change.getDateTimeAfter().isBefore(day.plusDays(1).atStartOfDay());
    return wasLeftOut && rule.isDueOn(change.getDateTimeAfter().toLocalDate())
        ? Optional.empty()
        : Optional.of(change.getInstant());
  }

  /** Walks from clock change to clock change; between two of them the offset stays. */
  private Optional<DueTime> nextHourly(Instant after) {
    ZoneRules rules = zone.getRules();
    Instant from = after;
    while (true) {
      ZoneOffset offset = rules.getOffset(from);
      Optional<LocalDateTime> local = rule.after(LocalDateTime.ofInstant(from, offset));
      if (local.isEmpty()) {
        return Optional.empty();
      }
      Instant instant = local.orElseThrow().toInstant(offset);
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (change == null || instant.isBefore(change.getInstant())) {
        return Optional.of(new DueTime(local.orElseThrow(), instant));
      }
      Optional<DueTime> atChange = dueAt(change);
      if (atChange.isPresent()) {
        return atChange;
      }
      from = change.getInstant();
    }
  }

  /** Due at the very instant of a clock change, by the clock after it. */
  private Optional<DueTime> dueAt(ZoneOffsetTransition change) {
    LocalDateTime local = change.getDateTimeAfter();
    return rule.after(local.minusMinutes(1))
        .filter(local::equals)
        .map(due -> new DueTime(due, change.getInstant()));
  }
}
