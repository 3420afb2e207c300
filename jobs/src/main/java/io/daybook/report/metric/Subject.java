package io.daybook.report.metric;

import static java.util.Objects.requireNonNull;

import io.daybook.engine.SqlText;
import io.daybook.report.layout.Unit;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A fact or mart that people can ask about, and what they may see of it.
 *
 * @param name as definitions name it, {@code orders}
 * @param from the dataset, {@code facts.orders}
 * @param area whose business it is; roles name areas
 * @param date column whose days a period takes; none of what has no time
 * @param where condition of the rows that a list shows; SQL of the catalogue
 * @param groupings by the dimension's id
 * @param fields by the column's name, in the order of the file
 */
public record Subject(
    String name,
    String title,
    String from,
    String area,
    Optional<String> date,
    String where,
    Map<String, Grouping> groupings,
    Map<String, Field> fields) {
  public Subject {
    requireNonNull(name, "name is null");
    requireNonNull(title, "title is null");
    requireNonNull(from, "from is null");
    requireNonNull(area, "area is null");
    requireNonNull(date, "date is null");
    requireNonNull(where, "where is null");
    groupings = Collections.unmodifiableMap(new LinkedHashMap<>(groupings));
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** Names of the columns that can be asked for or shown, and words of SQL. */
  Set<String> words() {
    Set<String> words = new TreeSet<>(SqlText.words(where));
    date.ifPresent(words::add);
    words.addAll(fields.keySet());
    groupings.values().forEach(grouping -> words.add(grouping.column()));
    return words;
  }

  /** Names of the columns that keep two rows of one name apart. */
  Set<String> keys() {
    return groupings.values().stream()
        .flatMap(grouping -> grouping.key().stream())
        .map(Column::name)
        .collect(Collectors.toSet());
  }

  /**
   * The columns that a dimension is here.
   *
   * @param key keeps two rows of one name apart, not those without a name; shown to nobody
   * @param column what is shown
   */
  public record Grouping(Optional<Column> key, String column) {
    public Grouping {
      requireNonNull(key, "key is null");
      requireNonNull(column, "column is null");
    }
  }

  /**
   * A column that may be shown.
   *
   * @param unit of a number; none otherwise
   * @param isSummed whether its numbers may be added up
   */
  public record Field(
      String column, String title, DataType type, Optional<Unit> unit, boolean isSummed) {
    public Field {
      requireNonNull(column, "column is null");
      requireNonNull(title, "title is null");
      requireNonNull(type, "type is null");
      requireNonNull(unit, "unit is null");
    }

    /** Decimals that no number of the column exceeds, at least the unit's usual ones. */
    public int decimals() {
      return unit.map(
              each ->
                  Math.min(
                      6,
                      Math.max(
                          each.decimals(), each.isPercent() ? type.scale() - 2 : type.scale())))
          .orElse(0);
    }
  }
}
