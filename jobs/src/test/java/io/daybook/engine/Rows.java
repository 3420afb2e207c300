package io.daybook.engine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows to be compared as a multiset: numbers by value whatever their type, doubles to twelve
 * digits.
 */
record Rows(List<? extends List<?>> given) {
  private static final MathContext DOUBLE_DIGITS = new MathContext(12);

  @SuppressWarnings("unchecked")
  List<List<Object>> values() {
    return (List<List<Object>>) given;
  }

  /** These rows, sorted, as text that is equal when the values are. */
  List<String> comparable(Rows other) {
    List<String> rows = new ArrayList<>();
    for (List<?> row : given) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(text(row.get(i), hasDouble(i) || other.hasDouble(i)));
      }
      rows.add(String.join(" | ", values));
    }
    return rows.stream().sorted().toList();
  }

  private boolean hasDouble(int column) {
    return given.stream().anyMatch(row -> column < row.size() && row.get(column) instanceof Double);
  }

  private static String text(Object value, boolean rounded) {
    if (value instanceof Number) {
      BigDecimal exact = new BigDecimal(value.toString());
      BigDecimal compared = rounded ? exact.round(DOUBLE_DIGITS) : exact;
      return compared.signum() == 0 ? "0" : compared.stripTrailingZeros().toPlainString();
    }
    return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
  }
}
