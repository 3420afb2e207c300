package io.daybook.report.metric;

import io.daybook.engine.SqlText;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The query that a definition means, over tables that hold one tenant's rows. */
public final class MetricSql {
  private MetricSql() {}

  /**
   * What the parameters stand for.
   *
   * @param from the first day
   * @param until the day after the last
   * @param cut instant at which the last day ends
   */
  public record Values(LocalDate from, LocalDate until, Instant cut) {
    LocalDate lastDay() {
      return until.minusDays(1);
    }
  }

  /** One row: {@code value}, or {@code numerator, denominator}. */
  static String total(Metric.Computed metric) {
    return "select %s\nfrom %s\nwhere %s"
        .formatted(columns(metric.formula()), Dataset.quoted(metric.from()), condition(metric));
  }

  /** A row for each day that has rows: {@code day} and what {@link #total} has. */
  static String byDay(Metric.Computed metric, Metric.During during) {
    return "select %1$s as day, %2$s\nfrom %3$s\nwhere %4$s\ngroup by %1$s\norder by %1$s nulls last"
        .formatted(
            Quoted.name(during.dateColumn()),
            columns(metric.formula()),
            Dataset.quoted(metric.from()),
            condition(metric));
  }

  private static String columns(Metric.Formula formula) {
    if (formula instanceof Metric.Sum sum) {
      return "coalesce(" + sum.aggregate() + ", 0) as value";
    }
    Metric.Quotient quotient = (Metric.Quotient) formula;
    return "coalesce(%s, 0) as numerator, coalesce(%s, 0) as denominator"
        .formatted(quotient.numerator().aggregate(), quotient.denominator().aggregate());
  }

  private static String condition(Metric.Computed metric) {
    String where = "(" + metric.where() + ")";
    return metric.when() instanceof Metric.During during
        ? "%1$s >= :from and %1$s < :until and %2$s"
            .formatted(Quoted.name(during.dateColumn()), where)
        : where;
  }

  /**
   * Text of the catalogue with a typed question mark for each of its parameters.
   *
   * @param bound takes the values in the order of the question marks
   */
  public static String bind(String sql, Values values, List<String> bound) {
    return SqlText.bind(
        sql,
        parameter ->
            switch (parameter) {
              case "from" -> date(values.from(), bound);
              case "until" -> date(values.until(), bound);
              case "day" -> date(values.lastDay(), bound);
              case "cut" -> {
                bound.add(values.cut().toString());
                yield "cast(? as timestamptz)";
              }
              default -> ":" + parameter;
            });
  }

  private static String date(LocalDate date, List<String> bound) {
    bound.add(date.toString());
    return "cast(? as date)";
  }

  /** The statement with its values bound. */
  static PreparedStatement prepare(Connection connection, String sql, Values values)
      throws SQLException {
    List<String> bound = new ArrayList<>();
    PreparedStatement statement = connection.prepareStatement(bind(sql, values, bound));
    try {
      for (int i = 0; i < bound.size(); i++) {
        statement.setString(i + 1, bound.get(i));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
