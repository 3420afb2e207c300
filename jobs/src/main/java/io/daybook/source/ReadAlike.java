package io.daybook.source;

import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import java.util.Map;

/**
 * Proves that a reference is read as the key that it names: a key that is text, because it holds
 * values that no date or decimal of ours does, is found by texts alone.
 */
final class ReadAlike {
  private final YamlMap file;
  private final Map<String, SourceTable> tables;

  private ReadAlike(YamlMap file, Map<String, SourceTable> tables) {
    this.file = file;
    this.tables = tables;
  }

  static void check(YamlMap file, Map<String, SourceTable> tables) {
    ReadAlike alike = new ReadAlike(file, tables);
    for (SourceTable table : tables.values()) {
      table.relations().forEach(alike::check);
      for (PolymorphicRelation each : table.polymorphic()) {
        each.branches(parent -> tables.get(parent).keyBesideTenant().get(0)).forEach(alike::check);
      }
    }
  }

  private void check(Relation relation) {
    for (int i = 0; i < relation.columns().size(); i++) {
      check(
          relation.table(),
          relation.columns().get(i),
          relation.parent(),
          relation.parentColumns().get(i));
    }
  }

  private void check(String child, String column, String parent, String key) {
    DataType reference = type(child, column);
    DataType named = type(parent, key);
    if (reference.isText() || named.isText()) {
      if (!reference.isText()) {
        problem(child, column, reference, parent, key);
      } else if (!named.isText()) {
        problem(parent, key, named, child, column);
      }
    }
  }

  private DataType type(String table, String column) {
    return tables.get(table).column(column).map(SourceColumn::type).orElse(DataType.TEXT);
  }

  private void problem(String table, String column, DataType type, String other, String its) {
    file.map("tables")
        .map(table)
        .problem(
            "types",
            "%s is read as %s and %s.%s as text, which are never equal; read both alike: types: {%s: text}"
                .formatted(column, type, other, its, YamlText.scalar(column)));
  }
}
