package io.daybook.fact;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.schema.DataType;
import io.daybook.schema.Unit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
   * Tells of every column that measures something in one fact and is carried without a unit into
   * another: there a sum over several currencies would be let pass.
   *
   * @param folder of the facts' files
   */
  static void requireEverywhere(List<FactDefinition> facts, Path folder, Problems problems) {
    Map<String, String> measured = new LinkedHashMap<>();
    for (FactDefinition fact : facts) {
      carried(fact)
          .forEach(
              (column, source) -> {
                Unit unit = fact.units().get(column);
                if (unit != null && unit.kind() != Unit.Kind.CODE) {
                  measured.putIfAbsent(source, unit + " in facts." + fact.name());
                }
              });
    }
    for (FactDefinition fact : facts) {
      carried(fact)
          .forEach(
              (column, source) -> {
                if (!fact.units().containsKey(column) && measured.containsKey(source)) {
                  problems.add(
                      folder.resolve(fact.name() + ".yml").toString(),
                      "units: says nothing of %s: %s is %s"
                          .formatted(column, source, measured.get(source)));
                }
              });
    }
  }

  /** The columns of a fact, and what each is in the source. */
  private static Map<String, String> carried(FactDefinition fact) {
    Map<String, String> carried = new LinkedHashMap<>();
    fact.columns()
        .forEach(each -> carried.put(each.column(), fact.base().name() + "." + each.source()));
    for (FactDefinition.ParentPath path : fact.paths()) {
      path.columns()
          .forEach(each -> carried.put(each.column(), path.last().parent() + "." + each.source()));
    }
    return carried;
  }

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
