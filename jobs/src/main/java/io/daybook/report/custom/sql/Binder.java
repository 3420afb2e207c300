package io.daybook.report.custom.sql;

import io.daybook.report.metric.MetricSql;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Collects the values of a statement in the order of their question marks. */
final class Binder {
  private final List<String> values = new ArrayList<>();

  /** The value's place in the statement, with its type. */
  String bind(Object value) {
    if (value instanceof BigDecimal number) {
      values.add(number.toPlainString());
      return "cast(? as decimal(38, 6))";
    }
    values.add(value.toString());
    if (value instanceof Integer) {
      return "cast(? as integer)";
    } else if (value instanceof LocalDate) {
      return "cast(? as date)";
    } else if (value instanceof Instant) {
      return "cast(? as timestamptz)";
    } else if (value instanceof Boolean) {
      return "cast(? as boolean)";
    } else if (value instanceof String) {
      return "cast(? as text)";
    }
    throw new IllegalArgumentException("Invalid value: " + value.getClass());
  }

  /** Text of the catalogue with its own parameters bound. */
  String bind(String catalogueText, MetricSql.Values days) {
    return MetricSql.bind(catalogueText, days, values);
  }

  List<String> values() {
    return List.copyOf(values);
  }
}
