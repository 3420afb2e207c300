package io.daybook.source;

import io.daybook.schema.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Columns that seem to hold what opens a door: passwords, tokens, keys, codes. They stay in the
 * source until a person says that one of them is none.
 */
final class Secrets {
  /** For every table, also for one that is made later; in the order in which they are written. */
  private static final List<String> PATTERNS =
      List.of(
          "*token", "*_hash", "*secret*", "*password*", "*passwd*", "*private*key*", "*api*key*");

  private static final Pattern NAME =
      Pattern.compile(
          ".*password.*|(.*_)?(cookie|credentials?|cvc|cvv|encrypted|hash|jwt|otp|pass_?phrase"
              + "|passwd|pin|pwd|salt|secrets?|tokens?|totp|(access|api|encryption|private|signing)"
              + "_?keys?|(backup|recovery)_?codes?|card_?number)(_.*)?");

  /** A column that tells something about a secret, not the secret: token_count, token_id. */
  private static final Pattern ABOUT =
      Pattern.compile(".*_(at|by|count|expires|ids?|limit|status|type)");

  private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

  private Secrets() {}

  /**
   * The patterns that keep no key and no reference in the source, by which rows are told apart and
   * found.
   */
  static List<String> patterns(Catalogue catalogue) {
    return PATTERNS.stream()
        .filter(
            pattern ->
                catalogue.tables().values().stream()
                    .flatMap(Secrets::needed)
                    .noneMatch(TableLoader.matching(List.of(pattern))))
        .toList();
  }

  /** Columns by which rows are told apart and found. */
  private static Stream<String> needed(Catalogue.Table table) {
    return Stream.concat(table.key().stream(), table.references().keySet().stream());
  }

  /** Whether rows are told apart or found by a column, so that it is read whatever its name. */
  static boolean isNeeded(Catalogue.Table table, String column) {
    return needed(table).anyMatch(column::equals);
  }

  /** Whether a column of this name and type may hold a secret. */
  static boolean isLikely(Catalogue.Table table, String column) {
    String name = HUMP.matcher(column).replaceAll("_").toLowerCase(Locale.ROOT);
    return canHoldOne(table.columns().get(column).type())
        && NAME.matcher(name).matches()
        && !ABOUT.matcher(name).matches();
  }

  private static boolean canHoldOne(PgType type) {
    return !type.enumerated()
        && !Set.of(DataType.Kind.BOOLEAN, DataType.Kind.DATE, DataType.Kind.TIMESTAMP)
            .contains(type.dataType().kind());
  }
}
