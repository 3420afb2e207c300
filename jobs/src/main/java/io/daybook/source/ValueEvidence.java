package io.daybook.source;

import io.daybook.schema.DataType;
import io.daybook.source.Seen.Oddity;
import io.daybook.sql.Quoted;
import io.daybook.zone.Zones;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts in the rows what a first night would stop at: values that no type of ours holds, rows that
 * do not say their tenant, zones that are none. Looks at all rows of a table in one pass, as a
 * night does, or at the first ones where that takes too long.
 */
final class ValueEvidence {
  /** Different texts in the column of zones that are looked at. */
  private static final int ZONES = 1_000;

  private static final String INFINITE = "%1$s in ('infinity', '-infinity')";
  private static final String NAN = "%1$s = 'NaN'";
  private static final String MISSING = "%1$s is null";
  private static final String OUTSIDE =
      "isfinite(%1$s) and (%1$s < '0001-01-01 00:00:00+00' or %1$s >= '10000-01-01 00:00:00+00')";

  private final RowQuestions rows;
  private final FirstLook look;
  private final References references;

  ValueEvidence(RowQuestions rows, FirstLook look, References references) {
    this.rows = rows;
    this.look = look;
    this.references = references;
  }

  private record Counted(Oddity oddity, String column, String condition) {
    String sql() {
      return "count(*) filter (where " + condition.formatted(Quoted.name(column)) + ")";
    }
  }

  Seen seen() throws SQLException {
    Map<String, Map<Oddity, Map<String, Long>>> tables = new HashMap<>();
    for (String table : look.catalogue().tables().keySet()) {
      List<Counted> counted = counted(table);
      if (!counted.isEmpty()) {
        tables.put(table, counts(table, counted));
      }
    }
    return withZones(tables);
  }

  private List<Counted> counted(String name) {
    Catalogue.Table table = look.catalogue().tables().get(name);
    Set<String> telling = new HashSet<>(references.followed(name).keySet());
    look.tenantOf(name).ifPresent(telling::add);
    List<Counted> counted = new ArrayList<>();
    table
        .columns()
        .forEach(
            (column, of) -> {
              if (telling.contains(column) && of.nullable()) {
                counted.add(new Counted(Oddity.MISSING, column, MISSING));
              }
              if (of.type().isTime()) {
                counted.add(new Counted(Oddity.INFINITE, column, INFINITE));
                counted.add(new Counted(Oddity.OUTSIDE, column, OUTSIDE));
              }
              if (of.type().dataType().kind() == DataType.Kind.DECIMAL) {
                counted.add(new Counted(Oddity.NAN, column, NAN));
              }
            });
    return counted;
  }

  private Map<Oddity, Map<String, Long>> counts(String table, List<Counted> counted)
      throws SQLException {
    String counts = counted.stream().map(Counted::sql).collect(Collectors.joining(", "));
    String all = "select " + counts + " from " + rows.place(table);
    Optional<List<List<Object>>> answer = rows.ask(all);
    if (answer.isEmpty()) {
      String columns =
          counted.stream()
              .map(each -> Quoted.name(each.column()))
              .distinct()
              .collect(Collectors.joining(", "));
      answer =
          rows.ask(
              "select %s from (select %s from %s limit %d) r"
                  .formatted(counts, columns, rows.place(table), RowQuestions.ROWS));
    }
    Map<Oddity, Map<String, Long>> found = new EnumMap<>(Oddity.class);
    if (answer.isPresent()) {
      List<Object> row = answer.get().get(0);
      for (int i = 0; i < counted.size(); i++) {
        Counted each = counted.get(i);
        if ((Long) row.get(i) > 0) {
          found
              .computeIfAbsent(each.oddity(), any -> new TreeMap<>())
              .put(each.column(), (Long) row.get(i));
        }
      }
    }
    return found;
  }

  private Seen withZones(Map<String, Map<Oddity, Map<String, Long>>> tables) throws SQLException {
    Optional<String> column = look.zoneColumn();
    if (column.isEmpty()) {
      return new Seen(tables, "", true);
    }
    List<List<Object>> texts =
        rows.ask(
                "select distinct %1$s::text from %2$s where %1$s is not null limit %3$d"
                    .formatted(
                        Quoted.name(column.get()),
                        rows.place(look.tenants().orElseThrow().table()),
                        ZONES))
            .orElse(List.of());
    long zones = texts.stream().filter(row -> Zones.find((String) row.get(0)).isPresent()).count();
    return texts.isEmpty()
        ? new Seen(tables, "no row has a value", true)
        : new Seen(
            tables,
            String.format(Locale.ROOT, "%,d of its %,d texts are time zones", zones, texts.size()),
            zones > 0);
  }
}
