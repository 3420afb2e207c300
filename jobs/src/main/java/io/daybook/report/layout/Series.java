package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers by local date. A step of the span without a point is a gap, never zero.
 *
 * @param points by the first day of their step, in no order
 */
public record Series(DateSpan span, List<Point> points) {
  public Series {
    requireNonNull(span, "span is null");
    points = List.copyOf(points);
  }

  /** The number of one step. */
  public record Point(LocalDate day, BigDecimal value) {
    public Point {
      requireNonNull(day, "day is null");
      requireNonNull(value, "value is null");
    }
  }

  /** First days of the steps of a span. */
  public enum Step {
    DAY,
    WEEK,
    MONTH;

    LocalDate after(LocalDate from, int steps) {
      return switch (this) {
        case DAY -> from.plusDays(steps);
        case WEEK -> from.plusWeeks(steps);
        case MONTH -> from.plusMonths(steps);
      };
    }
  }

  /** A step of the span, and its number unless it is a gap. */
  public record Slot(LocalDate day, Optional<BigDecimal> value) {}

  /**
   * Every step of the span in order.
   *
   * @throws IllegalArgumentException when a point stands on no step, or two on one
   */
  public List<Slot> slots(Step step) {
    Map<LocalDate, BigDecimal> values = new HashMap<>();
    for (Point point : points) {
      if (values.put(point.day(), point.value()) != null) {
        throw new IllegalArgumentException("Invalid series: two points on " + point.day());
      }
    }
    List<Slot> slots = new ArrayList<>();
    Set<LocalDate> days = new HashSet<>();
    for (int i = 0; step.after(span.from(), i).isBefore(span.until()); i++) {
      LocalDate day = step.after(span.from(), i);
      days.add(day);
      slots.add(new Slot(day, Optional.ofNullable(values.get(day))));
    }
    if (!days.containsAll(values.keySet())) {
      values.keySet().removeAll(days);
      throw new IllegalArgumentException(
          "Invalid series: points outside of its steps: " + values.keySet());
    }
    return List.copyOf(slots);
  }
}
