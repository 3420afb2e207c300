package io.daybook.report.custom.sql;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.TenantCalendar;
import io.daybook.report.custom.definition.Comparison;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Metrics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A definition asked of one release for one tenant.
 *
 * @param catalogue that the definition was read with
 * @param asOf instant of the release's snapshot
 * @param today the tenant's day that it is asked on; its periods end before that
 */
public record Question(
    Definition definition,
    Metrics catalogue,
    TenantCalendar calendar,
    Instant asOf,
    LocalDate today,
    Gate gate) {
  public Question {
    requireNonNull(definition, "definition is null");
    requireNonNull(catalogue, "catalogue is null");
    requireNonNull(calendar, "calendar is null");
    requireNonNull(asOf, "asOf is null");
    requireNonNull(today, "today is null");
    requireNonNull(gate, "gate is null");
  }

  /** The tenant's first day that is not over in the release. */
  public LocalDate firstUnknownDay() {
    return LocalDate.ofInstant(asOf, calendar.zone());
  }

  /** The days that it covers; of what goes by no days the one before it is asked. */
  public DateSpan days() {
    return definition
        .period()
        .map(period -> period.days(calendar, today()))
        .orElseGet(() -> new DateSpan(today().minusDays(1), today()));
  }

  /** The days that it is compared with. */
  public Optional<DateSpan> before() {
    return definition
        .period()
        .filter(period -> definition.comparison() != Comparison.NONE)
        .map(period -> period.before(definition.comparison(), calendar, today()));
  }
}
