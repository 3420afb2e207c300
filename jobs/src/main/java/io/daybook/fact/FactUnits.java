package io.daybook.fact;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.schema.DataType;
import io.daybook.schema.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads what the numbers of a fact measure: {@code units: {money(tenant): [total, tax_amount]}}.
 * Whatever is wrong becomes a problem, and reading goes on.
 */
final class FactUnits {
  private static final Set<DataType.Kind> NUMBERS =
      Set.of(
          DataType.Kind.INTEGER, DataType.Kind.BIGINT, DataType.Kind.DECIMAL, DataType.Kind.DOUBLE);

  private FactUnits() {}

  /**
   * The units by the columns that have them.
   *
   * @param columns of the fact, with their types
   */
  static Map<String, Unit> read(YamlMap file, Map<String, DataType> columns) {
    YamlMap map = file.map("units");
    Map<String, Unit> units = new LinkedHashMap<>();
    for (String text : map.keys()) {
      Unit unit;
      try {
        unit = Unit.parse(text);
      } catch (IllegalArgumentException e) {
        map.problem(text, e.getMessage());
        continue;
      }
      unit.currencyColumns()
          .filter(code -> !DataType.TEXT.equals(columns.get(code)))
          .forEach(
              code ->
                  map.problem(
                      text,
                      "the fact has no text column "
                          + code
                          + Problems.didYouMean(code, columns.keySet())));
      for (String column : map.texts(text)) {
        DataType type = columns.get(column);
        if (type == null) {
          map.problem(
              text,
              "the fact has no column " + column + Problems.didYouMean(column, columns.keySet()));
        } else if (unit.kind() == Unit.Kind.CODE && !DataType.TEXT.equals(type)) {
          map.problem(text, column + " is " + type + "; a code is a text");
        } else if (unit.kind() != Unit.Kind.CODE && !NUMBERS.contains(type.kind())) {
          map.problem(text, column + " is " + type + "; only a number has a unit");
        } else if (units.put(column, unit) != null) {
          map.problem(text, column + " has a unit already");
        }
      }
    }
    return units;
  }
}
