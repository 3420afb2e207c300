package io.daybook.source;

import io.daybook.sql.FoldedName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

  /** What is followed from a table, by the column, in the order of its columns. */
  Map<String, Catalogue.Reference> followed(String table) {
    Map<String, Catalogue.Reference> followed = new LinkedHashMap<>();
    for (String column : catalogue.tables().get(table).columns().keySet()) {
      if (refusal(table, column).isEmpty()) {
        declared(table, column).stream()
            .findFirst()
            .ifPresent(parent -> followed.put(column, parent));
      }
    }
    guessed(table).forEach(guess -> followed.put(guess.column(), guess.parent()));
    return followed;
  }

  /** Where the database says that a column leads, in what is read. */
  List<Catalogue.Reference> declared(String table, String column) {
    return catalogue.tables().get(table).references().getOrDefault(column, List.of()).stream()
        .filter(parent -> column(parent).isPresent())
        .toList();
  }

  private Optional<Catalogue.Column> column(Catalogue.Reference parent) {
    return Optional.ofNullable(catalogue.tables().get(parent.table()))
        .map(table -> table.columns().get(parent.column()));
  }

  /** Why a declared reference cannot be followed; nothing where it can, or where there is none. */
  Optional<String> refusal(String table, String column) {
    return declared(table, column).stream()
        .findFirst()
        .flatMap(
            parent ->
                Equality.own(catalogue.tables().get(table).columns().get(column))
                    .or(() -> column(parent).flatMap(Equality::own)));
  }

  /** The same of one of several columns. */
  Optional<String> refusal(String table, Catalogue.CompositeReference reference) {
    Map<String, Catalogue.Column> parent =
        Optional.ofNullable(catalogue.tables().get(reference.table()))
            .map(Catalogue.Table::columns)
            .orElse(Map.of());
    if (!parent.keySet().containsAll(reference.parentColumns())) {
      return Optional.of("it leads to what is not read");
    }
    return Stream.concat(
            reference.columns().stream().map(catalogue.tables().get(table).columns()::get),
            reference.parentColumns().stream().map(parent::get))
        .flatMap(column -> Equality.own(column).stream())
        .findFirst()
        .map(own -> "it " + own);
  }

  /** The guesses that source.yml says to follow. */
  List<Guess> guessed(String table) {
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

  /** Whether no row could tell whether a column leads where its name says. */
  boolean isUntold(String table, String column) {
    return guessed(table).stream()
        .filter(guess -> guess.column().equals(column))
        .anyMatch(guess -> guess.standing() == Guess.Standing.UNTOLD);
  }

  /** What the reference of a column is called. */
  String name(String table, String column) {
    return names.get(table).getOrDefault(column, RelationLoader.defaultName(column));
  }

  /** What a reference of several columns is called. */
  String name(String table, Catalogue.CompositeReference reference) {
    return names.get(table).get(Relation.text(reference.columns()));
  }

  /** A reference takes its column's whole name where another one is called as it would be. */
  private Map<String, String> named(String table) {
    Map<String, String> named = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (String column : followed(table).keySet()) {
      String name = RelationLoader.defaultName(column);
      if (!taken.add(FoldedName.of(name))) {
        name = column.replaceAll("[.\\s]+", "_");
        while (!taken.add(FoldedName.of(name))) {
          name += "_too";
        }
      }
      named.put(column, name);
    }
    for (Catalogue.CompositeReference each : catalogue.tables().get(table).composites()) {
      String name = RelationLoader.defaultName(each.columns());
      while (!taken.add(FoldedName.of(name))) {
        name += "_too";
      }
      named.putIfAbsent(Relation.text(each.columns()), name);
    }
    return named;
  }
}
