package io.daybook.source;

import io.daybook.source.Guess.Standing;
import io.daybook.sql.Quoted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks in the rows whether guessed references hold: how many of the first values of a column are
 * found as keys of the parent, and how many of those in the same tenant. Only reads.
 */
final class Evidence {
  /** Rows of a child that are looked at; more would tell no more. */
  private static final int ROWS = 100_000;

  /** Values of a column whose name says nothing that are looked for in all tables. */
  private static final int VALUES = 200;

  /** Less than this share found, or of the same tenant, is no reference. */
  private static final double ENOUGH = 0.9;

  private final Connection connection;
  private final FirstLook look;
  private final Catalogue catalogue;
  private final NamedParents named;

  Evidence(Connection connection, FirstLook look) {
    this.connection = connection;
    this.look = look;
    this.catalogue = look.catalogue();
    this.named = new NamedParents(catalogue, look.schemas());
  }

  /** The guesses of each table that has some, in the order of its columns. */
  Map<String, List<Guess>> guesses() throws SQLException {
    Map<String, List<Guess>> all = new HashMap<>();
    for (Map.Entry<String, Catalogue.Table> each : catalogue.tables().entrySet()) {
      List<Guess> guesses = new ArrayList<>();
      for (String column : each.getValue().columns().keySet()) {
        if (isOpen(each.getValue(), column)) {
          guess(each.getKey(), column).ifPresent(guesses::add);
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

  private Optional<Guess> guess(String child, String column) throws SQLException {
    Catalogue.Column type = catalogue.tables().get(child).columns().get(column);
    Optional<String> parent = named.of(child, column, type);
    if (parent.isPresent()) {
      return Optional.of(judged(child, column, keyOf(parent.get()), "by name"));
    }
    if (!type.type().name().equals("uuid")) {
      return Optional.empty();
    }
    Optional<String> found = found(child, column);
    return found.isPresent()
        ? Optional.of(judged(child, column, keyOf(found.get()), "by its values"))
        : Optional.empty();
  }

  private Catalogue.Reference keyOf(String table) {
    return new Catalogue.Reference(table, catalogue.tables().get(table).key().get(0));
  }

  private Guess judged(String child, String column, Catalogue.Reference parent, String how)
      throws SQLException {
    Optional<String> own = look.tenantOf(child);
    Optional<String> others = look.tenantOf(parent.table());
    boolean isTold = own.isPresent() && others.isPresent();
    String sql =
        """
        select count(*), count(p.k), count(*) filter (where p.k is not null and c.t = p.t)
        from (
            select %s as v, %s as t from %s where %s is not null limit %d
        ) c
        left join (select %s as k, %s as t from %s) p on p.k = c.v
        """
            .formatted(
                Quoted.name(column),
                own.map(Evidence::text).orElse("''"),
                place(child),
                Quoted.name(column),
                ROWS,
                Quoted.name(parent.column()),
                others.map(Evidence::text).orElse("''"),
                place(parent.table()));
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      long values = row.getLong(1);
      long found = row.getLong(2);
      long same = row.getLong(3);
      if (values == 0) {
        return new Guess(column, parent, Standing.UNTOLD, how + ", no row has a value");
      }
      boolean holds = found >= ENOUGH * values && (!isTold || same >= ENOUGH * found);
      return new Guess(
          column,
          parent,
          holds ? Standing.HOLDS : Standing.FAILS,
          how + ", " + words(values, found, same, isTold));
    }
  }

  private static String words(long values, long found, long same, boolean isTold) {
    String text =
        found == values
            ? String.format(Locale.ROOT, "all %,d values are found", values)
            : String.format(Locale.ROOT, "%,d of %,d values are found", found, values);
    if (!isTold || found == 0 || same == found) {
      return text;
    }
    return text + String.format(Locale.ROOT, ", %,d of them in another tenant", found - same);
  }

  /** The only table among whose keys nearly all of a column's uuids are. */
  private Optional<String> found(String child, String column) throws SQLException {
    List<String> candidates =
        catalogue.tables().keySet().stream().filter(this::hasUuidKey).toList();
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    String sql =
        "with v as materialized (select distinct %s as v from (select %s from %s where %s is not null limit %d) r) "
            .formatted(
                Quoted.name(column),
                Quoted.name(column),
                place(child),
                Quoted.name(column),
                VALUES);
    sql +=
        candidates.stream()
            .map(
                table ->
                    "select %s, count(*), (select count(*) from v) from %s p where p.%s in (select v from v)"
                        .formatted(
                            Quoted.text(table), place(table), Quoted.name(keyOf(table).column())))
            .collect(Collectors.joining(" union all "));
    Map<String, Double> shares = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (rows.getLong(3) > 0) {
          shares.put(rows.getString(1), (double) rows.getLong(2) / rows.getLong(3));
        }
      }
    }
    return shares.entrySet().stream()
        .filter(each -> each.getValue() >= ENOUGH)
        .max(
            Map.Entry.<String, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  private boolean hasUuidKey(String table) {
    Catalogue.Table of = catalogue.tables().get(table);
    return of.key().size() == 1 && of.columns().get(of.key().get(0)).type().name().equals("uuid");
  }

  private static String text(String column) {
    return Quoted.name(column) + "::text";
  }

  private String place(String table) {
    return Quoted.name(look.schemas().schema(table), look.schemas().table(table));
  }
}
