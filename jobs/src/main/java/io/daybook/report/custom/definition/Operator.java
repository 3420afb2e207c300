package io.daybook.report.custom.definition;

import io.daybook.schema.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a value is compared; there are no others. */
public enum Operator {
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE,
  /** From the first to the second value, both included. */
  BETWEEN,
  IN,
  NOT_IN,
  /** Of texts, upper and lower case alike; nothing in the value is a wildcard. */
  CONTAINS,
  STARTS_WITH,
  ENDS_WITH,
  IS_NULL,
  IS_NOT_NULL;

  /** As definitions name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The operator of this id. */
  static Optional<Operator> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Operator::id).toList();
  }

  /** Whether values of the type can be compared so. */
  boolean takes(DataType.Kind kind) {
    return switch (this) {
      case EQ, NE, IS_NULL, IS_NOT_NULL -> true;
      case IN, NOT_IN -> kind != DataType.Kind.BOOLEAN;
      case LT, LE, GT, GE, BETWEEN -> kind != DataType.Kind.BOOLEAN && kind != DataType.Kind.TEXT;
      case CONTAINS, STARTS_WITH, ENDS_WITH -> kind == DataType.Kind.TEXT;
    };
  }

  /** How many values it needs. */
  boolean takesList() {
    return this == IN || this == NOT_IN || this == BETWEEN;
  }

  boolean takesNothing() {
    return this == IS_NULL || this == IS_NOT_NULL;
  }
}
