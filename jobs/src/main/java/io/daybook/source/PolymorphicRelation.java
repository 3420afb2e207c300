package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A reference whose parent table each row names itself: {@code entity_type} says which table,
 * {@code entity_id} which row of it. It is counted like any relation; a fact follows a branch of it
 * to each parent.
 *
 * <p>What a row has written is compared without regard to case and to spaces around it, wherever it
 * is: {@link #word} says it of a text, {@link #wordOf} of a column.
 *
 * @param table child table
 * @param typeColumn child column that says the parent table
 * @param column child column with the parent's key
 * @param parents parent table, with a key of one column beside its tenant, of each word of the type
 *     column; a word that is not here is an unmapped type
 * @param names what the branch to a parent is called, by the parent, where somebody says so
 */
public record PolymorphicRelation(
    String table,
    String typeColumn,
    String column,
    Map<String, String> parents,
    Map<String, String> names) {
  /** How {@link #parent} begins; no table is called so. */
  public static final String BY = "by ";

  private static final Pattern SPACES = Pattern.compile("^ +| +\\z");

  public PolymorphicRelation {
    requireNonNull(table, "table is null");
    requireNonNull(typeColumn, "typeColumn is null");
    requireNonNull(column, "column is null");
    Map<String, String> words = new LinkedHashMap<>();
    parents.forEach((written, parent) -> words.put(word(written), parent));
    parents = Collections.unmodifiableMap(words);
    names = Map.copyOf(names);
  }

  /** One whose branches are called after their parents. */
  public PolymorphicRelation(
      String table, String typeColumn, String column, Map<String, String> parents) {
    this(table, typeColumn, column, parents, Map.of());
  }

  /** What a written type is compared by. */
  public static String word(String written) {
    return SPACES
        .matcher(written)
        .replaceAll("")
        .replace('\u0130', 'i')
        .toLowerCase(Locale.ROOT)
        .replace('\u03c2', '\u03c3');
  }

  /**
   * SQL of {@link #word} of a text. Engines agree on the small letter of all but two: the capital I
   * with a dot, and the sigma that ends a word.
   */
  public static String wordOf(String text) {
    return "replace(lower(replace(trim(both ' ' from %s), '\u0130', 'i')), '\u03c2', '\u03c3')"
        .formatted(text);
  }

  /** The same to some parents alone, by the words that say them. */
  PolymorphicRelation to(Map<String, String> some) {
    return new PolymorphicRelation(table, typeColumn, column, some, names);
  }

  /** The step of a path to a parent: {@code entity_orders} to orders, if it is not named. */
  String step(String parent) {
    return names.getOrDefault(
        parent, RelationLoader.defaultName(column) + "_" + RelationLoader.step(parent));
  }

  /**
   * The branch to each parent.
   *
   * @param keys a parent's key beside its tenant
   */
  List<Relation> branches(UnaryOperator<String> keys) {
    return parents.values().stream()
        .distinct()
        .sorted()
        .map(
            parent ->
                new Relation(
                    step(parent),
                    table,
                    List.of(column),
                    parent,
                    List.of(keys.apply(parent)),
                    false,
                    Optional.of(new Relation.Branch(typeColumn, types(parent)))))
        .toList();
  }

  private List<String> types(String parent) {
    return parents.entrySet().stream()
        .filter(each -> each.getValue().equals(parent))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** {@code activities.entity_id -> by entity_type}. */
  @Override
  public String toString() {
    return table + "." + column + " -> " + parent();
  }

  /** What stands for the parents where a plain relation has its parent: {@code by entity_type}. */
  public String parent() {
    return BY + typeColumn;
  }
}
