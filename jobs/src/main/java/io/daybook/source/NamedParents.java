package io.daybook.source;

import io.daybook.sql.Spelling;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Guesses where references lead that nobody declared, by the column's name: {@code customer_id} and
 * {@code billing_customer_id} to customers, {@code approvedBy} and {@code owner_id} to users,
 * {@code parent_id} to the table itself, {@code club_no} to the clubs whose key is called so. The
 * key there is of the column's type, but for its size.
 */
final class NamedParents {
  private static final Pattern ACTOR =
      Pattern.compile("(.*_by|.*[a-z]By|assigned_?[tT]o)(_?[iI][dD])?");
  private static final Pattern PERSON =
      Pattern.compile("(.*_)?(assignee|manager|owner|rep|responsible|reviewer|approver|author)");
  private static final Pattern PARENT = Pattern.compile("parent(_.*)?");
  private static final List<String> PEOPLE = List.of("users", "user");

  /** Keys that all tables may have, and that say nothing of one. */
  private static final Set<String> PLAIN_KEYS =
      Set.of("id", "uuid", "guid", "key", "no", "code", "name", "number", "slug");

  /** The key of each table whose rows one column tells apart. */
  private final Map<String, String> keys = new TreeMap<>();

  /** Tables whose key is compared with columns of a type; of many columns few types are asked. */
  private final Map<PgType, List<String>> keyed = new HashMap<>();

  private final Map<String, String> keyWordOf = new HashMap<>();

  /** Each of these tables as one word, and what is left of it behind each of its words. */
  private final Map<String, String> wordOf = new HashMap<>();

  private final Map<String, Set<String>> ends = new HashMap<>();

  private final Catalogue catalogue;
  private final Schemas schemas;

  NamedParents(Catalogue catalogue, Schemas schemas) {
    this(catalogue, schemas, table -> catalogue.tables().get(table).key());
  }

  /**
   * Guesses in a catalogue.
   *
   * @param keys the columns that tell the rows of a table apart
   */
  NamedParents(Catalogue catalogue, Schemas schemas, Function<String, List<String>> keys) {
    this.catalogue = catalogue;
    this.schemas = schemas;
    for (String table : catalogue.tables().keySet()) {
      List<String> key = keys.apply(table);
      if (key.size() == 1) {
        this.keys.put(table, key.get(0));
        keyWordOf.put(table, Spelling.word(key.get(0)));
        wordOf.put(table, Spelling.word(schemas.table(table)));
        ends.put(table, ends(Spelling.snake(schemas.table(table))));
      }
    }
  }

  /** Whether a column says who did something, whatever the row is of. */
  static boolean isActor(String column) {
    return ACTOR.matcher(column).matches();
  }

  /** The parent of a column by its name; one of the child's schema, or else of any. */
  Optional<String> of(String child, String column, Catalogue.Column type) {
    List<String> keyed =
        this.keyed.computeIfAbsent(
            type.type(),
            any ->
                keys.keySet().stream()
                    .filter(name -> keyOf(name).type().isComparedWith(any))
                    .toList());
    if (isActor(column)) {
      return near(child, PEOPLE, keyed);
    }
    Optional<String> sameKey = byKey(child, column, keyed);
    if (sameKey.isPresent()) {
      return sameKey;
    }
    String stem = Spelling.snake(RelationLoader.stem(column).orElse(""));
    return byEndOf(child, stem, keyed)
        .or(
            () ->
                Optional.of(child)
                    .filter(self -> PARENT.matcher(stem).matches())
                    .filter(keyed::contains))
        .or(
            () ->
                Optional.of(PEOPLE)
                    .filter(any -> PERSON.matcher(stem).matches())
                    .flatMap(people -> near(child, people, keyed)));
  }

  /** The only other table whose key has the column's name, or whose name and key make it up. */
  private Optional<String> byKey(String child, String column, List<String> keyed) {
    String word = Spelling.word(column);
    List<String> those =
        keyed.stream()
            .filter(name -> !name.equals(child))
            .filter(
                name -> {
                  String key = keyWordOf.get(name);
                  return (word.equals(key) && !PLAIN_KEYS.contains(key))
                      || (word.endsWith(key)
                          && words(word.substring(0, word.length() - key.length()))
                              .contains(wordOf.get(name)));
                })
            .toList();
    return those.size() == 1 ? Optional.of(those.get(0)) : Optional.empty();
  }

  private static List<String> words(String word) {
    return List.of(word + "s", word + "es", plural(word), word);
  }

  /** {@code customer} in {@code billing_customer}: the longest end of a name that names a table. */
  private Optional<String> byEndOf(String child, String stem, List<String> keyed) {
    String end = stem;
    while (!end.isEmpty()) {
      String word = Spelling.word(end);
      Optional<String> parent = near(child, words(word), keyed);
      if (parent.isPresent()) {
        return parent;
      }
      int apart = end.indexOf('_');
      end = apart < 0 ? "" : end.substring(apart + 1);
    }
    return Optional.empty();
  }

  private Optional<String> near(String child, List<String> words, List<String> keyed) {
    List<String> near =
        keyed.stream().filter(name -> schemas.schema(name).equals(schemas.schema(child))).toList();
    return find(words, near, wordOf::get)
        .or(() -> find(words, keyed, wordOf::get))
        .or(() -> prefixed(child, words, keyed));
  }

  /**
   * {@code shop_customer}, as customer: the only table that is called so after a prefix, of those
   * with the child's, or else of all.
   */
  private Optional<String> prefixed(String child, List<String> words, List<String> keyed) {
    List<String> all =
        keyed.stream().filter(name -> words.stream().anyMatch(ends.get(name)::contains)).toList();
    List<String> alike = all.stream().filter(name -> prefix(name).equals(prefix(child))).toList();
    return Stream.of(alike, all)
        .filter(those -> !those.isEmpty())
        .findFirst()
        .filter(those -> those.size() == 1)
        .map(those -> those.get(0));
  }

  private static Set<String> ends(String snake) {
    return IntStream.range(1, snake.length())
        .filter(at -> snake.charAt(at - 1) == '_')
        .mapToObj(at -> Spelling.word(snake.substring(at)))
        .collect(Collectors.toSet());
  }

  private String prefix(String name) {
    return Spelling.snake(schemas.table(name)).replaceFirst("_.*$", "");
  }

  private static String plural(String word) {
    return word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word;
  }

  private Catalogue.Column keyOf(String parent) {
    return catalogue.tables().get(parent).columns().get(keys.get(parent));
  }

  /** The first of these words that is the name of something, as it is written there. */
  static Optional<String> find(List<String> words, Collection<String> names) {
    return find(words, names, Spelling::word);
  }

  private static Optional<String> find(
      List<String> words, Collection<String> names, UnaryOperator<String> word) {
    return words.stream()
        .flatMap(one -> names.stream().filter(name -> word.apply(name).equals(one)).limit(1))
        .findFirst();
  }
}
