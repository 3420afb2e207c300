package io.daybook.source;

import io.daybook.sql.FoldedName;
import io.daybook.sql.PlainWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What of a database a first model leaves where it is.
 *
 * @param patterns names of columns that are read in no table, as {@code leave_out} has them
 * @param tables why each table is not read, by its name
 * @param columns why each column is not read that no pattern names, by table and column
 */
record Unread(
    List<String> patterns, Map<String, String> tables, Map<String, Map<String, String>> columns) {
  static final String SECRET = "secrets until you say otherwise";
  static final String PERSONAL = "of people, until you say otherwise";
  static final String INDEX = "search indexes";
  static final String TWIN = "like another but for case, which engines take for one";
  static final String CLOSED = "the role may not read them";

  /**
   * What is left of a live catalogue.
   *
   * @param mayRead whether the role may read a column of a table
   */
  static Unread of(Catalogue live, Schemas schemas, BiPredicate<String, String> mayRead) {
    List<String> patterns = Secrets.patterns(live, new NamedParents(live, schemas));
    Map<String, String> tables = new TreeMap<>();
    Map<String, Map<String, String>> columns = new HashMap<>();
    Predicate<String> everywhere = TableLoader.matching(patterns);
    Map<String, String> folded = new HashMap<>();
    Map<String, String> files = new HashMap<>();
    live.tables()
        .forEach(
            (name, table) -> {
              if (ModelLoader.isUnreadable(name)) {
                tables.put(name, "has a name that would be a path elsewhere");
              } else if (table.kind() == Catalogue.Kind.FOREIGN) {
                tables.put(name, "rows of another server: not of the snapshot, not reconciled");
              } else if (!table.key().stream().allMatch(key -> mayRead.test(name, key))
                  || table.columns().keySet().stream().noneMatch(any -> mayRead.test(name, any))) {
                tables.put(name, "the role may not read it");
              } else if (folded.putIfAbsent(FoldedName.of(name), name) != null) {
                String other = folded.get(FoldedName.of(name));
                tables.put(name, "differs from " + other + " in case only; read one of them");
              } else if (files.putIfAbsent(PlainWord.of(name), name) != null) {
                tables.put(name, "would have the files of " + files.get(PlainWord.of(name)));
              } else {
                Map<String, String> unread = of(name, table, mayRead);
                columns.put(name, unread);
                Optional<String> key = table.key().stream().filter(unread::containsKey).findFirst();
                if (key.isPresent()) {
                  tables.put(
                      name,
                      "its key has %s, which is not read: %s"
                          .formatted(key.get(), unread.get(key.get())));
                } else if (table.columns().keySet().stream()
                    .allMatch(column -> unread.containsKey(column) || everywhere.test(column))) {
                  tables.put(
                      name, "each of its columns may be a secret or of people, or is left out");
                }
              }
            });
    return new Unread(patterns, tables, columns);
  }

  private static Map<String, String> of(
      String name, Catalogue.Table table, BiPredicate<String, String> mayRead) {
    Map<String, String> unread = new LinkedHashMap<>();
    Collection<String> apart = apart(table, column -> mayRead.test(name, column));
    table
        .columns()
        .forEach(
            (column, type) -> {
              if (!mayRead.test(name, column)) {
                unread.put(column, CLOSED);
              } else if (isIndex(type)) {
                unread.put(column, INDEX);
              } else if (!apart.contains(column)) {
                unread.put(column, TWIN);
              } else if (Secrets.isNeeded(table, column)) {
                return;
              } else if (Secrets.isLikely(table, column)) {
                unread.put(column, SECRET);
              } else if (Personal.isLikely(table, column)) {
                unread.put(column, PERSONAL);
              }
            });
    return unread;
  }

  private static boolean isIndex(Catalogue.Column column) {
    return column.type().name().equals("tsvector");
  }

  /** Of columns that differ in case only, one: by which rows are found, or else the first. */
  private static Collection<String> apart(Catalogue.Table table, Predicate<String> mayRead) {
    Map<String, String> apart = new HashMap<>();
    table.columns().keySet().stream()
        .filter(column -> mayRead.test(column) && !isIndex(table.columns().get(column)))
        .sorted(
            Comparator.comparing((String column) -> !table.key().contains(column))
                .thenComparing(column -> !Secrets.isNeeded(table, column)))
        .forEach(column -> apart.putIfAbsent(FoldedName.of(column), column));
    return apart.values();
  }

  /** The same and these tables, each with the reason why. */
  Unread and(Map<String, String> unreadable) {
    Map<String, String> all = new TreeMap<>(tables);
    all.putAll(unreadable);
    return new Unread(patterns, all, columns);
  }

  /** What is read of a catalogue. */
  Catalogue rest(Catalogue live) {
    Predicate<String> everywhere = TableLoader.matching(patterns);
    Map<String, Catalogue.Table> rest = new TreeMap<>();
    live.tables()
        .forEach(
            (name, table) -> {
              if (!tables.containsKey(name)) {
                Set<String> unread = new HashSet<>(columns.get(name).keySet());
                table.columns().keySet().stream().filter(everywhere).forEach(unread::add);
                rest.put(name, table.without(unread));
              }
            });
    return new Catalogue(rest, live.enums());
  }

  /**
   * The columns of a table that are not read for one reason, but for those that a pattern names.
   */
  List<String> columnsFor(String why, String table) {
    Predicate<String> everywhere = TableLoader.matching(patterns);
    List<String> those = new ArrayList<>();
    columns
        .get(table)
        .forEach(
            (column, reason) -> {
              if (reason.equals(why) && !everywhere.test(column)) {
                those.add(column);
              }
            });
    return those;
  }
}
