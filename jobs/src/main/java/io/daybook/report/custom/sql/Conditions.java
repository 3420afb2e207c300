package io.daybook.report.custom.sql;

import io.daybook.report.custom.definition.Axis;
import io.daybook.report.custom.definition.Filter;
import io.daybook.report.custom.definition.Operator;
import io.daybook.report.metric.Subject;
import io.daybook.sql.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** A filter as SQL over one dataset. */
final class Conditions {
  private final Subject subject;
  private final Binder binder;

  Conditions(Subject subject, Binder binder) {
    this.subject = subject;
    this.binder = binder;
  }

  String of(Filter filter) {
    if (filter instanceof Filter.All all) {
      return joined(all.parts(), " and ");
    } else if (filter instanceof Filter.Any any) {
      return joined(any.parts(), " or ");
    } else if (filter instanceof Filter.Not not) {
      return "not " + of(not.part());
    }
    return "(" + test((Filter.Test) filter) + ")";
  }

  private String joined(List<Filter> parts, String word) {
    return parts.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
  }

  private String test(Filter.Test test) {
    String column = column(test.axis());
    List<Object> values = test.values();
    return switch (test.operator()) {
      case EQ -> column + " = " + bound(test, 0);
      case NE -> column + " <> " + bound(test, 0);
      case LT -> column + " < " + bound(test, 0);
      case LE -> column + " <= " + bound(test, 0);
      case GT -> column + " > " + bound(test, 0);
      case GE -> column + " >= " + bound(test, 0);
      case BETWEEN -> column + " between " + bound(test, 0) + " and " + bound(test, 1);
      case IN -> column + " in " + list(test);
      case NOT_IN -> column + " not in " + list(test);
      case CONTAINS -> "position(lower(" + bound(test, 0) + ") in lower(" + column + ")) > 0";
      case STARTS_WITH, ENDS_WITH -> {
        String side = test.operator() == Operator.STARTS_WITH ? "left" : "right";
        String value = (String) values.get(0);
        String length = binder.bind(value.codePointCount(0, value.length()));
        yield "lower(" + side + "(" + column + ", " + length + ")) = lower(" + bound(test, 0) + ")";
      }
      case IS_NULL -> column + " is null";
      case IS_NOT_NULL -> column + " is not null";
    };
  }

  private String column(Axis axis) {
    if (axis instanceof Axis.Own own) {
      return Quoted.name(own.field().column());
    }
    return Quoted.name(subject.groupings().get(axis.id()).column());
  }

  private String bound(Filter.Test test, int index) {
    return binder.bind(test.values().get(index));
  }

  private String list(Filter.Test test) {
    return test.values().stream().map(binder::bind).collect(Collectors.joining(", ", "(", ")"));
  }
}
