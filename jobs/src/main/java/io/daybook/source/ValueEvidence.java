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
 * night does, or at the first ones where that takes too long, and says so.
 */
final class ValueEvidence {
  private static final String PART = "values";

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
  private final FirstModel.Listener listener;

  ValueEvidence(
      RowQuestions rows, FirstLook look, References references, FirstModel.Listener listener) {
    this.rows = rows;
    this.look = look;
    this.references = references;
    this.listener = listener;
  }

  private record Counted(Oddity oddity, String column, String condition) {
    String sql() {
      return "count(*) filter (where " + condition.formatted(Quoted.name(column)) + ")";
    }
  }

  Seen seen() throws SQLException {
    Map<String, Map<Oddity, Map<String, Long>>> tables = new HashMap<>();
    listener.begun(PART);
    int number = 0;
    for (String table : look.catalogue().tables().keySet()) {
      listener.looking(PART, table, ++number, look.catalogue().tables().size());
      List<Counted> counted = counted(table);
      if (!counted.isEmpty()) {
        tables.put(table, counts(table, counted));
      }
    }
    Seen seen = withZones(tables);
    listener.ended(
        PART,
        String.format(
            Locale.ROOT,
            "%,d tables, %,d of them not looked at as a whole",
            tables.size(),
            rows.shortfalls().size()));
    return seen;
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
    Map<Oddity, Map<String, Long>> found = new EnumMap<>(Oddity.class);
    Optional<Long[]> answer = answer(table, counted);
    if (answer.isPresent()) {
      for (int i = 0; i < counted.size(); i++) {
        long rows = answer.get()[i];
        if (rows > 0) {
          found
              .computeIfAbsent(counted.get(i).oddity(), any -> new TreeMap<>())
              .put(counted.get(i).column(), rows);
        }
      }
    }
    return found;
  }

  /** As one array, because a select list has its limit, which a wide table would meet. */
  private Optional<Long[]> answer(String table, List<Counted> counted) throws SQLException {
    String select =
        counted.stream().map(Counted::sql).collect(Collectors.joining(", ", "select array[", "]"));
    RowQuestions.Answer all = rows.answer(select + " from " + rows.place(table));
    if (all.refusal().isEmpty()) {
      return Optional.of(array(all.rows()));
    }
    String columns =
        counted.stream()
            .map(each -> Quoted.name(each.column()))
            .distinct()
            .collect(Collectors.joining(", "));
    Optional<List<List<Object>>> first =
        rows.ask(
            table,
            "%s from (select %s from %s limit %d) r"
                .formatted(select, columns, rows.place(table), RowQuestions.ROWS));
    if (first.isPresent()) {
      rows.fellShort(
          table,
          String.format(
              Locale.ROOT,
              "only its first %,d rows were looked at for values that stop a night: %s",
              RowQuestions.ROWS,
              all.refusal().get().why()));
    }
    return first.map(ValueEvidence::array);
  }

  private static Long[] array(List<List<Object>> rows) {
    return (Long[]) rows.get(0).get(0);
  }

  private Seen withZones(Map<String, Map<Oddity, Map<String, Long>>> tables) throws SQLException {
    Optional<String> column = look.zoneColumn();
    if (column.isEmpty()) {
      return new Seen(tables, "", true, rows.shortfalls());
    }
    String table = look.tenants().orElseThrow().table();
    Optional<List<List<Object>>> texts =
        rows.ask(
            table,
            "select distinct %1$s::text from %2$s where %1$s is not null limit %3$d"
                .formatted(Quoted.name(column.get()), rows.place(table), ZONES));
    if (texts.isEmpty()) {
      return new Seen(tables, "nobody could look", true, rows.shortfalls());
    }
    long zones =
        texts.get().stream().filter(row -> Zones.find((String) row.get(0)).isPresent()).count();
    return texts.get().isEmpty()
        ? new Seen(tables, "no row has a value", true, rows.shortfalls())
        : new Seen(
            tables,
            String.format(
                Locale.ROOT, "%,d of its %,d texts are time zones", zones, texts.get().size()),
            zones > 0,
            rows.shortfalls());
  }
}
