package io.daybook.report.custom.sql;

import io.daybook.report.custom.definition.Axis;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.definition.Filter;
import io.daybook.report.custom.definition.Operator;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows in memory that a question is about, looked at one by one. */
final class NaiveRows {
  private final Question question;
  private final Definition definition;
  private final Map<String, List<Map<String, Object>>> data;

  NaiveRows(Question question, Map<String, List<Map<String, Object>>> data) {
    this.question = question;
    this.definition = question.definition();
    this.data = data;
  }

  /** What formulas of the catalogue call the days. */
  Map<String, Object> parameters(DateSpan days) {
    return Map.of(
        "day", days.last(),
        "cut", days.until().atStartOfDay(question.calendar().zone()).toInstant(),
        "from", days.from(),
        "until", days.until());
  }

  /** The rows of a dataset that a condition, the days and the filter leave. */
  List<Map<String, Object>> of(
      Subject subject, String where, Optional<String> date, DateSpan days) {
    NaiveSql.Node condition = NaiveSql.parse(where, parameters(days));
    List<Map<String, Object>> chosen = new ArrayList<>();
    for (Map<String, Object> row : data.get(subject.from())) {
      boolean inDays =
          date.isEmpty()
              || (row.get(date.get()) instanceof LocalDate day
                  && (definition.period().isEmpty()
                      || (!day.isBefore(days.from()) && day.isBefore(days.until()))));
      if (inDays
          && Boolean.TRUE.equals(condition.value(List.of(), row))
          && (definition.filter().isEmpty()
              || Boolean.TRUE.equals(holds(definition.filter().get(), subject, row)))) {
        chosen.add(row);
      }
    }
    return chosen;
  }

  private static Boolean holds(Filter filter, Subject subject, Map<String, Object> row) {
    if (filter instanceof Filter.All all) {
      Boolean holds = true;
      for (Filter part : all.parts()) {
        holds = NaiveSql.Logic.and(holds, holds(part, subject, row));
      }
      return holds;
    } else if (filter instanceof Filter.Any any) {
      Boolean holds = false;
      for (Filter part : any.parts()) {
        holds = NaiveSql.Logic.or(holds, holds(part, subject, row));
      }
      return holds;
    } else if (filter instanceof Filter.Not not) {
      return NaiveSql.Logic.not(holds(not.part(), subject, row));
    }
    Filter.Test test = (Filter.Test) filter;
    Object value =
        row.get(
            test.axis() instanceof Axis.Own own
                ? own.field().column()
                : subject.groupings().get(test.axis().id()).column());
    return holds(test, value);
  }

  private static Boolean holds(Filter.Test test, Object value) {
    List<Object> values = test.values();
    if (test.operator() == Operator.IS_NULL) {
      return value == null;
    } else if (test.operator() == Operator.IS_NOT_NULL) {
      return value != null;
    }
    if (value == null) {
      return null;
    }
    return switch (test.operator()) {
      case EQ -> NaiveSql.compare("=", value, values.get(0));
      case NE -> NaiveSql.compare("<>", value, values.get(0));
      case LT -> NaiveSql.compare("<", value, values.get(0));
      case LE -> NaiveSql.compare("<=", value, values.get(0));
      case GT -> NaiveSql.compare(">", value, values.get(0));
      case GE -> NaiveSql.compare(">=", value, values.get(0));
      case BETWEEN ->
          NaiveSql.compare(">=", value, values.get(0))
              && NaiveSql.compare("<=", value, values.get(1));
      case IN -> values.stream().anyMatch(each -> NaiveSql.compare("=", value, each));
      case NOT_IN -> values.stream().noneMatch(each -> NaiveSql.compare("=", value, each));
      case CONTAINS -> lower(value).contains(lower(values.get(0)));
      case STARTS_WITH -> lower(value).startsWith(lower(values.get(0)));
      case ENDS_WITH -> lower(value).endsWith(lower(values.get(0)));
      case IS_NULL, IS_NOT_NULL -> throw new IllegalStateException("told above");
    };
  }

  private static String lower(Object text) {
    return ((String) text).toLowerCase(Locale.ROOT);
  }
}
