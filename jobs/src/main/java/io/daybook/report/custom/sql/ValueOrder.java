package io.daybook.report.custom.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/** The order of values of one column: texts by their code points, as the engines have it. */
final class ValueOrder {
  /** Of two values that are there. */
  static final Comparator<Object> ASCENDING =
      (left, right) -> {
        if (left instanceof String text) {
          return codePoints(text, (String) right);
        } else if (left instanceof BigDecimal number) {
          return number.compareTo((BigDecimal) right);
        } else if (left instanceof LocalDate date) {
          return date.compareTo((LocalDate) right);
        } else if (left instanceof Instant instant) {
          return instant.compareTo((Instant) right);
        }
        return ((Boolean) left).compareTo((Boolean) right);
      };

  private ValueOrder() {}

  private static int codePoints(String left, String right) {
    int most = Math.min(left.length(), right.length());
    for (int i = 0; i < most; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        // Half of a code point beyond the others' plane: it comes after all of them.
        int beyond = Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other));
        return beyond != 0 ? beyond : Character.compare(one, other);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
