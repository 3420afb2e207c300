package io.daybook.source;

import io.daybook.sql.FoldedName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Guesses where references lead that nobody declared: {@code customer_id} to customers, {@code
 * approvedBy} to users, where the key there is of the column's type.
 */
final class NamedParents {
  private static final Pattern ACTOR = Pattern.compile(".*(_by|[a-z]By)");

  private final Catalogue catalogue;
  private final Schemas schemas;

  NamedParents(Catalogue catalogue, Schemas schemas) {
    this.catalogue = catalogue;
    this.schemas = schemas;
  }

  /** Whether a column says who did something, whatever the row is of. */
  static boolean isActor(String column) {
    return ACTOR.matcher(column).matches();
  }

  /** The parent of a column by its name; one of the child's schema, or else of any. */
  Optional<String> of(String child, String column, Catalogue.Column type) {
    List<String> words =
        isActor(column)
            ? List.of("users", "user")
            : RelationLoader.stem(column)
                .map(NamedParents::word)
                .map(word -> List.of(word + "s", word + "es", plural(word), word))
                .orElse(List.of());
    List<String> keyed =
        catalogue.tables().keySet().stream().filter(name -> isKeyOf(name, type)).toList();
    List<String> near =
        keyed.stream().filter(name -> schemas.schema(name).equals(schemas.schema(child))).toList();
    return find(words, near, schemas::table).or(() -> find(words, keyed, schemas::table));
  }

  private static String plural(String word) {
    return word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word;
  }

  private boolean isKeyOf(String parent, Catalogue.Column type) {
    Catalogue.Table of = catalogue.tables().get(parent);
    return of != null
        && of.key().size() == 1
        && of.columns().get(of.key().get(0)).type().equals(type.type());
  }

  /** The first of these words that is the name of something, as it is written there. */
  static Optional<String> find(List<String> words, Collection<String> names) {
    return find(words, names, UnaryOperator.identity());
  }

  private static Optional<String> find(
      List<String> words, Collection<String> names, UnaryOperator<String> plain) {
    return words.stream()
        .flatMap(
            word -> names.stream().filter(name -> word(plain.apply(name)).equals(word)).limit(1))
        .findFirst();
  }

  /** The same for {@code time_zone}, {@code timeZone} and {@code TimeZone}. */
  static String word(String name) {
    return FoldedName.of(name).replace("_", "");
  }
}
