package io.daybook.mart;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.digest.Sha256;
import io.daybook.engine.SqlText;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import io.daybook.sql.FoldedName;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one mart's YAML; whatever is wrong becomes a problem, and reading goes on. */
final class MartReader {
  private final YamlMap file;
  private final String name;
  private final String sql;
  private final Set<String> facts;
  private final List<MartModel.Rule> rules = new ArrayList<>();

  /**
   * @param facts names of the facts that there are, {@code facts.orders}
   */
  MartReader(YamlMap file, String name, String sql, Set<String> facts) {
    this.file = file;
    this.name = name;
    this.sql = sql;
    this.facts = facts;
  }

  MartModel read() {
    file.only("description", "grain", "columns", "rules", "sums", "recorded_per");
    String description = file.text("description").strip();
    List<Column> columns = columns();
    Set<String> names = columns.stream().map(Column::name).collect(Collectors.toSet());
    List<String> grain = file.texts("grain");
    if (grain.isEmpty()) {
      file.problem("grain", "is missing");
    }
    for (String column : grain) {
      if (!names.contains(column)) {
        file.problem("grain", unknown("column", column, names));
      }
    }
    List<String> recordedPer = file.texts("recorded_per");
    if (!recordedPer.isEmpty() && MartModel.TAKEN.contains(name)) {
      file.problem(
          "recorded_per", "Daybook itself records as " + name + "; give the mart another name");
    }
    for (String column : recordedPer) {
      if (!grain.contains(column)) {
        file.problem("recorded_per", unknown("column of the grain", column, Set.copyOf(grain)));
      } else if (columns.stream().anyMatch(each -> each.name().equals(column) && each.nullable())) {
        file.problem(
            "recorded_per",
            column + " may be NULL, and such rows would be recorded again each night");
      }
    }
    rules();
    List<String> reads = List.copyOf(SqlText.datasets(sql));
    List<MartModel.Sum> sums = sums(names, reads);
    Schema schema = new Schema(columns);
    return new MartModel(
        name,
        description,
        grain,
        schema,
        sql,
        reads,
        rules,
        sums,
        recordedPer,
        Sha256.ofParts(name, description, grain, schema, sql));
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    if (!file.has("columns")) {
      file.problem("columns", "is missing");
    }
    for (YamlMap map : file.maps("columns")) {
      map.only("name", "type", "unit", "meaning", "nullable", "at_least", "at_most", "one_of");
      String column = map.text("name");
      String meaning = map.text("meaning").strip();
      Unit unit = unit(map);
      Optional<DataType> type = type(map);
      if (!taken.add(FoldedName.of(column))) {
        map.problem("name", column + " is there already");
      } else if (type.isPresent() && !column.isEmpty()) {
        boolean nullable = map.flag("nullable", false);
        columns.add(new Column(column, type.get(), nullable, meaning, unit));
        ranges(map, column);
      }
    }
    return columns;
  }

  private static Optional<DataType> type(YamlMap map) {
    String text = map.text("type");
    try {
      return Optional.of(DataType.parse(text));
    } catch (IllegalArgumentException e) {
      if (!text.isEmpty()) {
        map.problem(
            "type",
            text
                + " is none of text, integer, bigint, decimal(p,s), double, boolean, date,"
                + " timestamp");
      }
      return Optional.empty();
    }
  }

  private static Unit unit(YamlMap map) {
    try {
      return Unit.parse(map.optionalText("unit").orElse(""));
    } catch (IllegalArgumentException e) {
      map.problem("unit", e.getMessage());
      return Unit.NONE;
    }
  }

  private void ranges(YamlMap map, String column) {
    map.integer("at_least")
        .ifPresent(
            least -> rule(column + "_at_least_" + least, Quoted.name(column) + " >= " + least));
    map.integer("at_most")
        .ifPresent(most -> rule(column + "_at_most_" + most, Quoted.name(column) + " <= " + most));
    List<String> values = map.texts("one_of");
    if (!values.isEmpty()) {
      rule(column + "_one_of", Quoted.name(column) + " in (" + Quoted.texts(values) + ")");
    }
  }

  private void rule(String rule, String holds) {
    rules.add(new MartModel.Rule(rule, holds));
  }

  private void rules() {
    for (YamlMap map : file.maps("rules")) {
      map.only("name", "holds");
      String rule = map.text("name");
      String holds = map.text("holds");
      if (rules.stream().anyMatch(each -> each.name().equals(rule))) {
        map.problem("name", rule + " is there already");
      } else {
        rule(rule, holds);
      }
    }
  }

  /** Over facts, or over a mart that this one reads: that is there before this one is. */
  private List<MartModel.Sum> sums(Set<String> columns, List<String> reads) {
    List<MartModel.Sum> sums = new ArrayList<>();
    for (YamlMap map : file.maps("sums")) {
      map.only("column", "equals", "over", "where");
      String column = map.text("column");
      String over = map.text("over");
      if (!column.isEmpty() && !columns.contains(column)) {
        map.problem("column", unknown("column", column, columns));
      }
      if (sums.stream().anyMatch(sum -> sum.column().equals(column))) {
        map.problem("column", column + " has a sum already");
      }
      if (over.startsWith("marts.")) {
        if (!reads.contains(over)) {
          map.problem("over", "the mart does not read " + over + Problems.didYouMean(over, reads));
        }
      } else if (!over.isEmpty() && !facts.contains(over)) {
        map.problem("over", unknown("fact", over, facts));
      }
      String where = map.optionalText("where").orElse("true").strip();
      sums.add(new MartModel.Sum(column, map.text("equals"), over, where));
    }
    return sums;
  }

  private static String unknown(String what, String name, Collection<String> known) {
    return "there is no " + what + " " + name + Problems.didYouMean(name, known);
  }
}
