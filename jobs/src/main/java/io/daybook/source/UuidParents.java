package io.daybook.source;

import io.daybook.sql.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where uuids lead whose column's name says nothing: a few values of each column are looked for
 * among the keys of every table, and where one is found, more of them. Every question reads one
 * table, for all columns together.
 */
final class UuidParents {
  private static final String PART = "uuids";

  /** Values of a column that are looked for. */
  private static final int VALUES = 200;

  /** Of which so many come first; where nearly all are found, one of these is. */
  private static final int FEW = 5;

  /** Values that one question asks about. */
  private static final int TOGETHER = 10_000;

  private final RowQuestions rows;
  private final FirstLook look;
  private final FirstModel.Listener listener;

  UuidParents(RowQuestions rows, FirstLook look, FirstModel.Listener listener) {
    this.rows = rows;
    this.look = look;
    this.listener = listener;
  }

  private record Child(String table, String column) {}

  private record Share(String parent, double found) {}

  /**
   * The tables among whose keys nearly all values are, those with most first.
   *
   * @param columns the columns to look at, by table
   * @return by table and column; columns without values or parents are missing
   */
  Map<String, Map<String, List<String>>> of(Map<String, List<String>> columns) throws SQLException {
    if (columns.isEmpty()) {
      return Map.of();
    }
    listener.begun(PART);
    Map<Child, List<String>> values = values(columns);
    Map<Child, List<Share>> shares = shares(values);
    Map<String, Map<String, List<String>>> parents = new HashMap<>();
    shares.forEach(
        (child, all) ->
            parents
                .computeIfAbsent(child.table(), any -> new HashMap<>())
                .put(
                    child.column(),
                    all.stream()
                        .sorted(
                            Comparator.comparingDouble(Share::found)
                                .reversed()
                                .thenComparing(Share::parent))
                        .map(Share::parent)
                        .toList()));
    listener.ended(PART, "%,d columns, %,d with a parent".formatted(values.size(), shares.size()));
    return parents;
  }

  private Map<Child, List<String>> values(Map<String, List<String>> columns) throws SQLException {
    Map<Child, List<String>> values = new LinkedHashMap<>();
    int number = 0;
    for (Map.Entry<String, List<String>> each : columns.entrySet()) {
      listener.looking(PART, each.getKey(), ++number, columns.size());
      List<List<Object>> answer =
          rows.ask(each.getKey(), samples(each.getKey(), each.getValue())).orElse(List.of());
      for (List<Object> row : answer) {
        for (int i = 0; i < row.size(); i++) {
          List<String> texts = List.of((String[]) row.get(i));
          if (!texts.isEmpty()) {
            values.put(new Child(each.getKey(), each.getValue().get(i)), texts);
          }
        }
      }
    }
    return values;
  }

  /** One row with an array a column. */
  private String samples(String table, List<String> columns) {
    return columns.stream()
        .map(Quoted::name)
        .map(
            column ->
                "array(select distinct %1$s::text from r where %1$s is not null limit %2$d)"
                    .formatted(column, VALUES))
        .collect(
            Collectors.joining(
                ", ",
                "with r as materialized (select %s from %s limit %d) select "
                    .formatted(
                        columns.stream().map(Quoted::name).collect(Collectors.joining(", ")),
                        rows.place(table),
                        RowQuestions.ROWS),
                ""));
  }

  private Map<Child, List<Share>> shares(Map<Child, List<String>> values) throws SQLException {
    Map<Child, List<Share>> shares = new HashMap<>();
    List<String> parents =
        values.isEmpty()
            ? List.of()
            : look.catalogue().tables().keySet().stream().filter(this::hasUuidKey).toList();
    int number = 0;
    for (String parent : parents) {
      listener.looking(PART, parent, ++number, parents.size());
      Set<String> few =
          keys(parent, values.values(), of -> of.subList(0, Math.min(FEW, of.size())));
      Map<Child, List<String>> likely = new LinkedHashMap<>(values);
      likely.values().removeIf(all -> all.stream().limit(FEW).noneMatch(few::contains));
      Set<String> found = keys(parent, likely.values(), Function.identity());
      likely.forEach(
          (child, all) -> {
            double share = (double) all.stream().filter(found::contains).count() / all.size();
            if (share >= Evidence.ENOUGH) {
              shares.computeIfAbsent(child, any -> new ArrayList<>()).add(new Share(parent, share));
            }
          });
    }
    return shares;
  }

  private boolean hasUuidKey(String table) {
    Catalogue.Table of = look.catalogue().tables().get(table);
    return of.key().size() == 1 && of.columns().get(of.key().get(0)).type().name().equals("uuid");
  }

  /** Those of some values of each column that are keys of a table. */
  private Set<String> keys(
      String parent, Collection<List<String>> values, Function<List<String>, List<String>> some)
      throws SQLException {
    List<String> asked =
        values.stream().flatMap(all -> some.apply(all).stream()).distinct().toList();
    String key = Quoted.name(look.catalogue().tables().get(parent).key().get(0));
    Set<String> found = new HashSet<>();
    for (int from = 0; from < asked.size(); from += TOGETHER) {
      List<String> part = asked.subList(from, Math.min(asked.size(), from + TOGETHER));
      rows.ask(
              parent,
              "select %1$s::text from %2$s where %1$s = any ('{%3$s}'::uuid[])"
                  .formatted(key, rows.place(parent), String.join(",", part)))
          .orElse(List.of())
          .forEach(row -> found.add((String) row.get(0)));
    }
    return found;
  }
}
