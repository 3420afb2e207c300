package io.daybook.source;

import io.daybook.source.Guess.Standing;
import io.daybook.sql.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks in the rows whether guessed references hold: how many of the values in the first rows of a
 * column are found as keys of the parent, and how many of those in the same tenant. Only reads, and
 * a little of each table.
 */
final class Evidence {
  /** Values of a column whose name says nothing that are looked for in all tables. */
  private static final int VALUES = 200;

  /** Less than this share found, or of the same tenant, is no reference. */
  private static final double ENOUGH = 0.9;

  private final RowQuestions rows;

  Evidence(RowQuestions rows) {
    this.rows = rows;
  }

  /** Views whose guessed key has a NULL or comes twice. */
  Set<String> viewsWithoutKey(FirstLook look) throws SQLException {
    Set<String> views = new HashSet<>();
    for (Map.Entry<String, Catalogue.Table> each : look.catalogue().tables().entrySet()) {
      Catalogue.Table table = each.getValue();
      if (table.kind() == Catalogue.Kind.VIEW && !table.key().isEmpty()) {
        String key = Quoted.name(table.key().get(0));
        Optional<List<List<Object>>> answer =
            rows.ask(
                "select count(*) = count(distinct k) from (select %s as k from %s limit %d) r"
                    .formatted(key, rows.place(each.getKey()), RowQuestions.ROWS));
        if (answer.map(found -> found.get(0).get(0)).filter(Boolean.TRUE::equals).isEmpty()) {
          views.add(each.getKey());
        }
      }
    }
    return views;
  }

  /** The guesses of each table that has some, in the order of its columns. */
  Map<String, List<Guess>> guesses(FirstLook look) throws SQLException {
    NamedParents named = look.named();
    Map<String, List<Guess>> all = new HashMap<>();
    for (Map.Entry<String, Catalogue.Table> each : look.catalogue().tables().entrySet()) {
      List<Guess> guesses = new ArrayList<>();
      for (String column : each.getValue().columns().keySet()) {
        if (isOpen(each.getValue(), column)) {
          guess(look, named, each.getKey(), column).ifPresent(guesses::add);
        }
      }
      all.put(each.getKey(), guesses);
    }
    return all;
  }

  /** A column that is no key and declares nothing, and that joins can compare. */
  private static boolean isOpen(Catalogue.Table table, String column) {
    return !table.key().equals(List.of(column))
        && !table.references().containsKey(column)
        && Equality.own(table.columns().get(column)).isEmpty();
  }

  private Optional<Guess> guess(FirstLook look, NamedParents named, String child, String column)
      throws SQLException {
    Catalogue.Column type = look.catalogue().tables().get(child).columns().get(column);
    Optional<String> parent = named.of(child, column, type);
    if (parent.isPresent()) {
      return Optional.of(judged(look, child, column, keyOf(look, parent.get()), "by name"));
    }
    if (!type.type().name().equals("uuid")) {
      return Optional.empty();
    }
    List<String> found = found(look, child, column);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Guess first = judged(look, child, column, keyOf(look, found.get(0)), "by its values");
    return Optional.of(
        found.size() == 1 || first.standing() == Standing.FAILS
            ? first
            : first.oneOf(found.subList(1, found.size())));
  }

  private static Catalogue.Reference keyOf(FirstLook look, String table) {
    return new Catalogue.Reference(table, look.keyBesideTenant(table).get(0));
  }

  /** A key that is one within a tenant only is looked for in the child's. */
  private Guess judged(
      FirstLook look, String child, String column, Catalogue.Reference parent, String how)
      throws SQLException {
    boolean isWhole = look.catalogue().tables().get(parent.table()).key().size() == 1;
    String sql =
        """
        select count(*), count(c.v), count(p.k), count(*) filter (where c.t <> p.t)
        from (select %s as v, %s as t from %s limit %d) c
        left join (select %s as k, %s as t from %s) p on p.k = c.v%s
        """
            .formatted(
                Quoted.name(column),
                tenant(look, child),
                rows.place(child),
                RowQuestions.ROWS,
                Quoted.name(parent.column()),
                tenant(look, parent.table()),
                rows.place(parent.table()),
                isWhole ? "" : " and p.t = c.t");
    Optional<List<List<Object>>> answer = rows.ask(sql);
    if (answer.isEmpty()) {
      return new Guess(column, parent, Standing.UNTOLD, how + ", to look took too long");
    }
    List<Object> row = answer.get().get(0);
    long values = (Long) row.get(1);
    long found = (Long) row.get(2);
    long elsewhere = (Long) row.get(3);
    if (values == 0) {
      return new Guess(column, parent, Standing.UNTOLD, how + ", no row has a value");
    }
    boolean holds = found >= ENOUGH * values && elsewhere <= (1 - ENOUGH) * found;
    return new Guess(
        column,
        parent,
        holds ? Standing.HOLDS : Standing.FAILS,
        how
            + ", "
            + words(values, found, elsewhere)
            + ((Long) row.get(0) < RowQuestions.ROWS ? "" : ", in the first rows"));
  }

  private static String words(long values, long found, long elsewhere) {
    String text =
        found == values
            ? String.format(Locale.ROOT, "all %,d values are found", values)
            : String.format(Locale.ROOT, "%,d of %,d values are found", found, values);
    return elsewhere == 0
        ? text
        : text + String.format(Locale.ROOT, ", %,d of them in another tenant", elsewhere);
  }

  /** The tables among whose keys nearly all of a column's uuids are, those with most first. */
  private List<String> found(FirstLook look, String child, String column) throws SQLException {
    List<String> candidates =
        look.catalogue().tables().keySet().stream()
            .filter(table -> hasUuidKey(look, table))
            .toList();
    if (candidates.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        with v as materialized (
            select distinct r.v
            from (select %s as v from %s limit %d) r
            where r.v is not null
            limit %d
        )
        """
            .formatted(Quoted.name(column), rows.place(child), RowQuestions.ROWS, VALUES);
    sql +=
        candidates.stream()
            .map(
                table ->
                    "select %s, count(*), (select count(*) from v) from %s p where p.%s in (select v from v)"
                        .formatted(
                            Quoted.text(table),
                            rows.place(table),
                            Quoted.name(keyOf(look, table).column())))
            .collect(Collectors.joining(" union all "));
    Map<String, Double> shares = new HashMap<>();
    for (List<Object> row : rows.ask(sql).orElse(List.of())) {
      long values = (Long) row.get(2);
      if (values > 0) {
        shares.put((String) row.get(0), (double) (Long) row.get(1) / values);
      }
    }
    return shares.entrySet().stream()
        .filter(each -> each.getValue() >= ENOUGH)
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean hasUuidKey(FirstLook look, String table) {
    Catalogue.Table of = look.catalogue().tables().get(table);
    return of.key().size() == 1 && of.columns().get(of.key().get(0)).type().name().equals("uuid");
  }

  /** A row's tenant as text; NULL, which differs from none, where the table has none. */
  private static String tenant(FirstLook look, String table) {
    return look.tenantOf(table).map(column -> Quoted.name(column) + "::text").orElse("null::text");
  }
}
