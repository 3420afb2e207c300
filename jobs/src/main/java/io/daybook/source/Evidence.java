package io.daybook.source;

import io.daybook.source.Guess.Standing;
import io.daybook.sql.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks in the rows whether guessed references hold: how many of the values in the first rows of a
 * column are found as keys of the parent, and how many of those in the same tenant. Only reads, and
 * the first rows of each table that may lead to another.
 */
final class Evidence {
  private static final String PART = "references";

  /** Less than this share found, or of the same tenant, is no reference. */
  static final double ENOUGH = 0.9;

  private final RowQuestions rows;
  private final FirstLook look;
  private final FirstModel.Listener listener;
  private final NamedParents named;

  Evidence(RowQuestions rows, FirstLook look, FirstModel.Listener listener) {
    this.rows = rows;
    this.look = look;
    this.listener = listener;
    this.named = look.named();
  }

  /** The guesses of each table that has some, in the order of its columns. */
  Map<String, List<Guess>> guesses() throws SQLException {
    Map<String, Catalogue.Table> tables = look.catalogue().tables();
    Map<String, Map<String, List<String>>> byValues =
        new UuidParents(rows, look, listener).of(nameless());
    listener.begun(PART);
    Map<String, List<Guess>> all = new HashMap<>();
    int number = 0;
    for (Map.Entry<String, Catalogue.Table> each : tables.entrySet()) {
      String table = each.getKey();
      listener.looking(PART, table, ++number, tables.size());
      List<Guess> guesses = new ArrayList<>();
      for (String column : each.getValue().columns().keySet()) {
        if (isOpen(each.getValue(), column)) {
          Optional<String> parent = parent(table, column);
          if (parent.isPresent()) {
            guesses.add(judged(table, column, keyOf(parent.get()), "by name"));
          } else {
            List<String> found =
                byValues.getOrDefault(table, Map.of()).getOrDefault(column, List.of());
            guessed(table, column, found).ifPresent(guesses::add);
          }
        }
      }
      all.put(table, guesses);
    }
    listener.ended(PART, summary(all));
    return all;
  }

  private static String summary(Map<String, List<Guess>> all) {
    List<Guess> guesses = all.values().stream().flatMap(List::stream).toList();
    long followed = guesses.stream().filter(guess -> guess.standing() != Standing.FAILS).count();
    return String.format(
        Locale.ROOT, "%,d that nobody declared, %,d of them followed", guesses.size(), followed);
  }

  /** Columns of uuids whose names say nothing, by table. */
  private Map<String, List<String>> nameless() {
    Map<String, List<String>> nameless = new LinkedHashMap<>();
    look.catalogue()
        .tables()
        .forEach(
            (table, of) ->
                of.columns()
                    .forEach(
                        (column, type) -> {
                          if (type.type().name().equals("uuid")
                              && isOpen(of, column)
                              && parent(table, column).isEmpty()) {
                            nameless.computeIfAbsent(table, any -> new ArrayList<>()).add(column);
                          }
                        }));
    return nameless;
  }

  private Optional<String> parent(String table, String column) {
    return named.of(table, column, look.catalogue().tables().get(table).columns().get(column));
  }

  /** A column that is no key and declares nothing, and that joins can compare. */
  private static boolean isOpen(Catalogue.Table table, String column) {
    return !table.key().equals(List.of(column))
        && !table.references().containsKey(column)
        && Equality.own(table.columns().get(column)).isEmpty();
  }

  private Optional<Guess> guessed(String table, String column, List<String> found)
      throws SQLException {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Guess first = judged(table, column, keyOf(found.get(0)), "by its values");
    return Optional.of(
        found.size() == 1 || first.standing() == Standing.FAILS
            ? first
            : first.oneOf(found.subList(1, found.size())));
  }

  private Catalogue.Reference keyOf(String table) {
    return new Catalogue.Reference(table, look.keyBesideTenant(table).get(0));
  }

  /** A key that is one within a tenant only is looked for in the child's. */
  private Guess judged(String child, String column, Catalogue.Reference parent, String how)
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
                tenant(child),
                rows.place(child),
                RowQuestions.ROWS,
                Quoted.name(parent.column()),
                tenant(parent.table()),
                rows.place(parent.table()),
                isWhole ? "" : " and p.t = c.t");
    RowQuestions.Answer answer = rows.answer(sql);
    if (answer.refusal().isPresent()) {
      return new Guess(
          column,
          parent,
          Standing.UNTOLD,
          how + ", nobody could look: " + answer.refusal().get().why());
    }
    List<Object> row = answer.rows().get(0);
    boolean areAll = (Long) row.get(0) < RowQuestions.ROWS;
    if (!areAll) {
      rows.fellShort(
          child,
          String.format(
              Locale.ROOT,
              "only its first %,d rows were held against those that they may lead to",
              RowQuestions.ROWS));
    }
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
        how + ", " + words(values, found, elsewhere) + (areAll ? "" : ", in the first rows"));
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

  /** A row's tenant as text; NULL, which differs from none, where the table has none. */
  private String tenant(String table) {
    return look.tenantOf(table).map(column -> Quoted.name(column) + "::text").orElse("null::text");
  }
}
