package io.daybook.report.custom.definition;

import static java.util.Objects.requireNonNull;

import io.daybook.calendar.ClosedPeriod;
import io.daybook.calendar.PeriodKind;
import io.daybook.calendar.TenantCalendar;
import io.daybook.report.layout.DateSpan;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The days that a report covers; none of them is unfinished. */
public sealed interface Period permits Period.Named, Period.Days {
  /** By a name that moves with the days. */
  record Named(Name name) implements Period {
    public Named {
      requireNonNull(name, "name is null");
    }
  }

  /** These days. */
  record Days(DateSpan span) implements Period {
    public Days {
      requireNonNull(span, "span is null");
    }
  }

  /** Names of periods. */
  enum Name {
    YESTERDAY,
    LAST_WEEK,
    LAST_MONTH,
    LAST_QUARTER,
    LAST_YEAR,
    LAST_7_DAYS,
    LAST_30_DAYS,
    LAST_90_DAYS,
    LAST_12_MONTHS;

    /** As definitions name it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Name> of(String id) {
      return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    static List<String> ids() {
      return Arrays.stream(values()).map(Name::id).toList();
    }
  }

  /**
   * The days, for a report that is made on this day of the tenant.
   *
   * @param today the first day that is not over
   */
  default DateSpan days(TenantCalendar calendar, LocalDate today) {
    if (this instanceof Days days) {
      return days.span();
    }
    return switch (((Named) this).name()) {
      case YESTERDAY -> last(calendar, PeriodKind.DAY, today);
      case LAST_WEEK -> last(calendar, PeriodKind.WEEK, today);
      case LAST_MONTH -> last(calendar, PeriodKind.MONTH, today);
      case LAST_QUARTER -> last(calendar, PeriodKind.QUARTER, today);
      case LAST_YEAR -> last(calendar, PeriodKind.YEAR, today);
      case LAST_7_DAYS -> new DateSpan(today.minusDays(7), today);
      case LAST_30_DAYS -> new DateSpan(today.minusDays(30), today);
      case LAST_90_DAYS -> new DateSpan(today.minusDays(90), today);
      case LAST_12_MONTHS ->
          new DateSpan(today.withDayOfMonth(1).minusMonths(12), today.withDayOfMonth(1));
    };
  }

  private static DateSpan last(TenantCalendar calendar, PeriodKind kind, LocalDate today) {
    ClosedPeriod period = calendar.last(kind, today);
    return new DateSpan(period.from(), period.until());
  }

  /** The days that these are compared with. */
  default DateSpan before(Comparison comparison, TenantCalendar calendar, LocalDate today) {
    DateSpan days = days(calendar, today);
    if (comparison == Comparison.PREVIOUS_YEAR) {
      return yearBefore(days);
    }
    Optional<PeriodKind> kind = kind();
    if (kind.isPresent()) {
      ClosedPeriod previous = calendar.previous(calendar.last(kind.get(), today));
      return new DateSpan(previous.from(), previous.until());
    }
    return isMonths(days)
        ? new DateSpan(days.from().minusMonths(months(days)), days.from())
        : new DateSpan(days.from().minusDays(days.days()), days.from());
  }

  /** A week is compared with that 52 weeks before, so that weekdays meet. */
  private DateSpan yearBefore(DateSpan days) {
    return days.days() % 7 == 0 && days.days() <= 14
        ? new DateSpan(days.from().minusWeeks(52), days.until().minusWeeks(52))
        : new DateSpan(
            days.from().minusYears(1),
            days.until().minusYears(1).isAfter(days.from().minusYears(1))
                ? days.until().minusYears(1)
                : days.from().minusYears(1).plusDays(1));
  }

  private Optional<PeriodKind> kind() {
    if (!(this instanceof Named named)) {
      return Optional.empty();
    }
    return switch (named.name()) {
      case YESTERDAY -> Optional.of(PeriodKind.DAY);
      case LAST_WEEK -> Optional.of(PeriodKind.WEEK);
      case LAST_MONTH -> Optional.of(PeriodKind.MONTH);
      case LAST_QUARTER -> Optional.of(PeriodKind.QUARTER);
      case LAST_YEAR -> Optional.of(PeriodKind.YEAR);
      case LAST_7_DAYS, LAST_30_DAYS, LAST_90_DAYS, LAST_12_MONTHS -> Optional.empty();
    };
  }

  private static boolean isMonths(DateSpan days) {
    return days.from().getDayOfMonth() == 1 && days.until().getDayOfMonth() == 1;
  }

  private static long months(DateSpan days) {
    return java.time.temporal.ChronoUnit.MONTHS.between(days.from(), days.until());
  }
}
