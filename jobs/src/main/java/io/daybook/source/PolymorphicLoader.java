package io.daybook.source;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.config.YamlText;
import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Finds the polymorphic relations of one table, by the column with the parent's key. A parent is
 * {@code contacts} or {@code contacts as person}.
 */
final class PolymorphicLoader {
  private final YamlMap file;
  private final YamlMap own;
  private final Catalogue catalogue;
  private final Set<String> tables;
  private final String table;
  private final Set<String> columns;

  PolymorphicLoader(
      YamlMap file,
      YamlMap own,
      Catalogue catalogue,
      Set<String> tables,
      String table,
      Set<String> columns) {
    this.file = file;
    this.own = own;
    this.catalogue = catalogue;
    this.tables = tables;
    this.table = table;
    this.columns = columns;
  }

  /**
   * Reads them.
   *
   * @param others the table's other relations: no two of all may have one name
   */
  List<PolymorphicRelation> load(List<Relation> others) {
    List<PolymorphicRelation> relations = new ArrayList<>();
    YamlMap entries = own.map("polymorphic");
    for (String column : entries.keys()) {
      YamlMap entry = entries.map(column);
      entry.only("type", "parents");
      String type = entry.text("type");
      if (!columns.contains(column)) {
        entries.problem(column, noColumn(column));
      } else if (!type.isEmpty() && !columns.contains(type)) {
        entry.problem("type", noColumn(type));
      } else if (!type.isEmpty()) {
        requireEquality(entries, column, column);
        requireEquality(entries, column, type);
        relations.add(relation(entry, type, column));
      }
    }
    requireDistinctNames(entries, relations, others);
    return relations;
  }

  private PolymorphicRelation relation(YamlMap entry, String typeColumn, String column) {
    YamlMap map = entry.map("parents");
    Map<String, String> parents = new LinkedHashMap<>();
    Map<String, String> names = new HashMap<>();
    Map<String, String> written = new HashMap<>();
    for (String value : map.keys()) {
      String alike = written.putIfAbsent(PolymorphicRelation.word(value), value);
      if (alike != null) {
        map.problem(
            value,
            "is %s once more: case and spaces around it are not told apart"
                .formatted(YamlText.scalar(alike)));
      }
      String text = map.text(value).strip();
      Matcher as = RelationLoader.AS.matcher(text);
      boolean isNamed = !tables.contains(text) && as.find();
      String parent = isNamed ? text.substring(0, as.start()).strip() : text;
      requireValue(map, typeColumn, value);
      if (!tables.contains(parent)) {
        map.problem(
            value,
            "parent " + parent + " is not in this model" + Problems.didYouMean(parent, tables));
      } else if (isKeyed(map, value, parent, column)) {
        parents.put(value, parent);
        String other = isNamed ? names.putIfAbsent(parent, as.group(1)) : null;
        if (other != null && !other.equals(as.group(1))) {
          map.problem(value, "the way to %s is called %s already".formatted(parent, other));
        }
      }
    }
    if (map.keys().isEmpty()) {
      entry.problem("parents", "must say the parent table of each value of " + typeColumn);
    }
    return new PolymorphicRelation(table, typeColumn, column, parents, names);
  }

  /** Else a path would follow one of two, and nobody could name the other. */
  private static void requireDistinctNames(
      YamlMap entries, List<PolymorphicRelation> polymorphic, List<Relation> others) {
    Map<String, String> taken = new HashMap<>();
    others.forEach(each -> taken.put(FoldedName.of(each.name()), each.toString()));
    for (PolymorphicRelation relation : polymorphic) {
      YamlMap map = entries.map(relation.column()).map("parents");
      Set<String> seen = new HashSet<>();
      map.keys()
          .forEach(
              value -> {
                String parent = relation.parents().get(PolymorphicRelation.word(value));
                if (parent == null) {
                  return;
                }
                String name = relation.step(parent);
                String way = relation + ", " + parent;
                String other =
                    seen.add(parent) ? taken.putIfAbsent(FoldedName.of(name), way) : null;
                if (other != null) {
                  map.problem(
                      value,
                      "the way to %s would be named %s like %s; give it a name: %s: %s as <name>"
                          .formatted(
                              parent,
                              name,
                              other,
                              YamlText.scalar(value),
                              YamlText.scalar(parent)));
                }
              });
    }
  }

  /** A value that an enum does not have would never match. */
  private void requireValue(YamlMap map, String typeColumn, String value) {
    PgType type = catalogue.tables().get(table).columns().get(typeColumn).type();
    List<String> values = catalogue.enums().get(type.name());
    if (type.enumerated()
        && values.stream()
            .noneMatch(
                each -> PolymorphicRelation.word(each).equals(PolymorphicRelation.word(value)))) {
      map.problem(value, "is not a value of " + type.name() + Problems.didYouMean(value, values));
    }
  }

  private boolean isKeyed(YamlMap map, String value, String parent, String column) {
    Catalogue.Table of = catalogue.tables().get(parent);
    List<String> key = Tenancy.beside(TableLoader.tenantColumn(file, parent), of.key());
    if (key.size() != 1) {
      map.problem(
          value,
          "parent %s has the key %s; a row can name rows that one column tells apart"
              .formatted(parent, of.key()));
      return false;
    }
    PgType child = catalogue.tables().get(table).columns().get(column).type();
    PgType parentType = of.columns().get(key.get(0)).type();
    if (!child.equals(parentType)) {
      map.problem(
          value,
          column + " is " + child + ", but " + parent + "." + key.get(0) + " is " + parentType);
      return false;
    }
    return true;
  }

  private void requireEquality(YamlMap entries, String entry, String column) {
    Equality.own(catalogue.tables().get(table).columns().get(column))
        .ifPresent(own -> entries.problem(entry, column + " cannot be compared: it " + own));
  }

  private String noColumn(String column) {
    return table + " has no column " + column + Problems.didYouMean(column, columns);
  }
}
