package io.daybook.source;

import io.daybook.schema.DataType;
import io.daybook.sql.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Columns that seem to hold what opens a door: passwords, tokens, keys, codes. They stay in the
 * source until a person says that one of them is none.
 */
final class Secrets {
  /** For every table, also for one that is made later; in the order in which they are written. */
  private static final List<String> PATTERNS =
      List.of(
          "*token", "*_hash", "*secret*", "*password*", "*passwd*", "*private*key*", "*api*key*");

  private static final Predicate<String> ANY_PATTERN = TableLoader.matching(PATTERNS);

  private static final Pattern NAME =
      Pattern.compile(
          ".*password.*|(.*_)?(cookie|credentials?|cvc|cvv|encrypted|hash|jwt|otp|pass_?phrase"
              + "|passwd|pin|pwd|salt|secrets?|tokens?|totp|(access|api|encryption|private|signing)"
              + "_?keys?|(backup|recovery)_?codes?|card_?number)(_.*)?");

  /** A column that tells something about a secret, not the secret: token_count, token_id. */
  private static final Pattern ABOUT =
      Pattern.compile(".*_(at|by|count|expires|ids?|limit|status|type)");

  private Secrets() {}

  /**
   * The patterns that keep no column in the source by which rows are told apart and found, by what
   * the database declares or, where the name is no secret's, by a parent's name.
   */
  static List<String> patterns(Catalogue catalogue, NamedParents named) {
    List<String> needed = new ArrayList<>();
    catalogue
        .tables()
        .forEach(
            (name, table) ->
                table.columns().keySet().stream()
                    .filter(
                        column ->
                            isNeeded(table, column)
                                || (!isLikely(table, column)
                                    && named
                                        .of(name, column, table.columns().get(column))
                                        .isPresent()))
                    .forEach(needed::add));
    return PATTERNS.stream()
        .filter(pattern -> needed.stream().noneMatch(TableLoader.matching(List.of(pattern))))
        .toList();
  }

  /** Whether rows are told apart or found by a column, so that it is read whatever its name. */
  static boolean isNeeded(Catalogue.Table table, String column) {
    return table.key().contains(column)
        || table.references().containsKey(column)
        || table.composites().stream().anyMatch(each -> each.columns().contains(column));
  }

  /** Whether a column of this name and type may hold a secret. */
  static boolean isLikely(Catalogue.Table table, String column) {
    String name = Spelling.snake(column);
    return canHoldOne(table.columns().get(column).type())
        && (NAME.matcher(name).matches() || ANY_PATTERN.test(column))
        && !ABOUT.matcher(name).matches();
  }

  private static boolean canHoldOne(PgType type) {
    return !type.enumerated()
        && !Set.of(DataType.Kind.BOOLEAN, DataType.Kind.DATE, DataType.Kind.TIMESTAMP)
            .contains(type.dataType().kind());
  }
}
