package io.daybook.report.metric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The query that a definition means, over tables that hold one tenant's rows. */
public final class MetricSql {
  /** What stands for a value; a double colon is a cast. */
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):(day|cut|from|until)\\b");

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
        .formatted(columns(metric.formula()), metric.from(), condition(metric));
  }

  /** A row for each day that has rows: {@code day} and what {@link #total} has. */
  static String byDay(Metric.Computed metric, Metric.During during) {
    return "select %1$s as day, %2$s\nfrom %3$s\nwhere %4$s\ngroup by %1$s\norder by %1$s nulls last"
        .formatted(
            during.dateColumn(), columns(metric.formula()), metric.from(), condition(metric));
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
        ? "%1$s >= :from and %1$s < :until and %2$s".formatted(during.dateColumn(), where)
        : where;
  }

  /**
   * Text of the catalogue with a typed question mark for each of its parameters.
   *
   * @param bound takes the values in the order of the question marks
   */
  public static String bind(String sql, Values values, List<String> bound) {
    Matcher parameter = PARAMETER.matcher(sql);
    StringBuilder text = new StringBuilder();
    while (parameter.find()) {
      boolean isInstant = parameter.group().equals(":cut");
      bound.add(value(parameter.group(), values));
      parameter.appendReplacement(text, isInstant ? "cast(? as timestamptz)" : "cast(? as date)");
    }
    return parameter.appendTail(text).toString();
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

  private static String value(String parameter, Values values) {
    return switch (parameter) {
      case ":from" -> values.from().toString();
      case ":until" -> values.until().toString();
      case ":day" -> values.lastDay().toString();
      default -> values.cut().toString();
    };
  }
}
