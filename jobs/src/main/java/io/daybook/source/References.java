package io.daybook.source;

import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the columns of all tables lead: as the database declares, and as rows showed of what nobody
 * declared.
 */
final class References {
  private final Catalogue catalogue;
  private final Map<String, List<Guess>> guesses;
  private final Map<String, Map<String, String>> names = new HashMap<>();

  /**
   * @param guesses those of each table; none where nobody has looked
   */
  References(Catalogue catalogue, Map<String, List<Guess>> guesses) {
    this.catalogue = catalogue;
    this.guesses = guesses;
    catalogue.tables().keySet().forEach(table -> names.put(table, named(table)));
  }

  /** The parents of a table by the column that leads there, in the order of its columns. */
  Map<String, String> parents(String table) {
    Catalogue.Table of = catalogue.tables().get(table);
    Map<String, String> parents = new LinkedHashMap<>();
    for (String column : of.columns().keySet()) {
      of.references().getOrDefault(column, List.of()).stream()
          .map(Catalogue.Reference::table)
          .filter(catalogue.tables()::containsKey)
          .findFirst()
          .ifPresent(parent -> parents.put(column, parent));
    }
    followed(table).forEach(guess -> parents.put(guess.column(), guess.parent().table()));
    return parents;
  }

  /** The guesses that source.yml says to follow. */
  List<Guess> followed(String table) {
    return guesses.getOrDefault(table, List.of()).stream()
        .filter(guess -> guess.standing() != Guess.Standing.FAILS)
        .toList();
  }

  /** Guesses that rows have shown to be none. */
  List<Guess> failed(String table) {
    return guesses.getOrDefault(table, List.of()).stream()
        .filter(guess -> guess.standing() == Guess.Standing.FAILS)
        .toList();
  }

  /** What the reference of a column is called. */
  String name(String table, String column) {
    return names.get(table).getOrDefault(column, RelationLoader.defaultName(column));
  }

  /** A guess takes the column's whole name where another reference is called as it would be. */
  private Map<String, String> named(String table) {
    Map<String, String> named = new HashMap<>();
    Set<String> taken = new HashSet<>();
    List<String> columns = new ArrayList<>(catalogue.tables().get(table).references().keySet());
    columns.forEach(column -> taken.add(FoldedName.of(RelationLoader.defaultName(column))));
    for (Guess guess : followed(table)) {
      String name = RelationLoader.defaultName(guess.column());
      boolean isFree = taken.add(FoldedName.of(name));
      named.put(guess.column(), isFree ? name : guess.column().replaceAll("[.\\s]+", "_"));
    }
    return named;
  }
}
