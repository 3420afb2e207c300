package io.daybook.source;

import io.daybook.source.Guess.Standing;
import io.daybook.source.server.Patience;
import io.daybook.sql.Quoted;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
 * column are found as keys of the parent, and how many of those in the same tenant. Only reads, a
 * little of each table, in a transaction of its own each time.
 */
final class Evidence {
  /** Rows of a table that are looked at; more would tell no more. */
  private static final int ROWS = 100_000;

  /** Values of a column whose name says nothing that are looked for in all tables. */
  private static final int VALUES = 200;

  /** Less than this share found, or of the same tenant, is no reference. */
  private static final double ENOUGH = 0.9;

  /** What one look may take; whoever needs longer has told nothing. */
  private static final String LIMITS =
      "set local statement_timeout = '20s'; set local max_parallel_workers_per_gather = 0";

  private static final String TIMED_OUT = "57014";

  private final Connection connection;
  private final int serverMajor;

  Evidence(Connection connection) throws SQLException {
    this.connection = connection;
    this.serverMajor = connection.getMetaData().getDatabaseMajorVersion();
  }

  /** Rows of an answer; nothing where it took too long. */
  private Optional<List<List<Object>>> ask(String sql) throws SQLException {
    boolean isAutoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          Patience.settings(serverMajor, SourceSettings.DEFAULT_LOCK_TIMEOUT) + LIMITS);
      List<List<Object>> answer = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(rows.getObject(i));
          }
          answer.add(row);
        }
      }
      return Optional.of(answer);
    } catch (SQLException e) {
      if (TIMED_OUT.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    } finally {
      connection.rollback();
      connection.setAutoCommit(isAutoCommit);
    }
  }

  /** Views whose guessed key has a NULL or comes twice. */
  Set<String> viewsWithoutKey(FirstLook look) throws SQLException {
    Set<String> views = new HashSet<>();
    for (Map.Entry<String, Catalogue.Table> each : look.catalogue().tables().entrySet()) {
      Catalogue.Table table = each.getValue();
      if (table.kind() == Catalogue.Kind.VIEW && !table.key().isEmpty()) {
        String key = Quoted.name(table.key().get(0));
        Optional<List<List<Object>>> answer =
            ask(
                "select count(*) = count(distinct k) from (select %s as k from %s limit %d) r"
                    .formatted(key, place(look, each.getKey()), ROWS));
        if (answer.map(rows -> rows.get(0).get(0)).filter(Boolean.TRUE::equals).isEmpty()) {
          views.add(each.getKey());
        }
      }
    }
    return views;
  }

  /** The guesses of each table that has some, in the order of its columns. */
  Map<String, List<Guess>> guesses(FirstLook look) throws SQLException {
    NamedParents named = new NamedParents(look.catalogue(), look.schemas());
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
    String others =
        found.size() == 1
            ? ""
            : " (as are those of " + String.join(", ", found.subList(1, found.size())) + ")";
    return Optional.of(
        judged(look, child, column, keyOf(look, found.get(0)), "by its values" + others));
  }

  private static Catalogue.Reference keyOf(FirstLook look, String table) {
    return new Catalogue.Reference(table, look.catalogue().tables().get(table).key().get(0));
  }

  private Guess judged(
      FirstLook look, String child, String column, Catalogue.Reference parent, String how)
      throws SQLException {
    String sql =
        """
        select count(*), count(p.k), count(*) filter (where c.t <> p.t)
        from (
            select * from (select %s as v, %s as t from %s limit %d) r where r.v is not null
        ) c
        left join (select %s as k, %s as t from %s) p on p.k = c.v
        """
            .formatted(
                Quoted.name(column),
                tenant(look, child),
                place(look, child),
                ROWS,
                Quoted.name(parent.column()),
                tenant(look, parent.table()),
                place(look, parent.table()));
    Optional<List<List<Object>>> answer = ask(sql);
    if (answer.isEmpty()) {
      return new Guess(column, parent, Standing.UNTOLD, how + ", to look took too long");
    }
    List<Object> row = answer.get().get(0);
    long values = (Long) row.get(0);
    long found = (Long) row.get(1);
    long elsewhere = (Long) row.get(2);
    if (values == 0) {
      return new Guess(column, parent, Standing.UNTOLD, how + ", no row has a value");
    }
    boolean holds = found >= ENOUGH * values && elsewhere <= (1 - ENOUGH) * found;
    return new Guess(
        column,
        parent,
        holds ? Standing.HOLDS : Standing.FAILS,
        how + ", " + words(values, found, elsewhere));
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
            .formatted(Quoted.name(column), place(look, child), ROWS, VALUES);
    sql +=
        candidates.stream()
            .map(
                table ->
                    "select %s, count(*), (select count(*) from v) from %s p where p.%s in (select v from v)"
                        .formatted(
                            Quoted.text(table),
                            place(look, table),
                            Quoted.name(keyOf(look, table).column())))
            .collect(Collectors.joining(" union all "));
    Map<String, Double> shares = new HashMap<>();
    for (List<Object> row : ask(sql).orElse(List.of())) {
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

  private static String place(FirstLook look, String table) {
    return Quoted.name(look.schemas().schema(table), look.schemas().table(table));
  }
}
