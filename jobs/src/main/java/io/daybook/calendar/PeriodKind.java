package io.daybook.calendar;

/** How much a report covers. */
public enum PeriodKind {
  /** A calendar day. */
  DAY,
  /** Seven days from the tenant's first day of the week on. */
  WEEK,
  /** Two such weeks. */
  TWO_WEEKS,
  /** A calendar month. */
  MONTH,
  /** Three months, counted from the first month of the fiscal year. */
  QUARTER,
  /** A fiscal year. */
  YEAR
}
