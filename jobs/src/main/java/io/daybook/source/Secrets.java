package io.daybook.source;

import io.daybook.schema.DataType;
import io.daybook.sql.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns that seem to hold what opens a door: passwords, tokens, keys, codes, settings with all of
 * these. They stay in the source until a person says that one of them is none. A code or a key of
 * which the name does not tell what for counts as one.
 */
final class Secrets {
  /** For every table, also for one that is made later; in the order in which they are written. */
  private static final List<String> PATTERNS =
      List.of(
          "*token", "*_hash", "*secret*", "*password*", "*passwd*", "*private*key*", "*api*key*");

  private static final Predicate<String> ANY_PATTERN = TableLoader.matching(PATTERNS);

  private static final Pattern NAME =
      Pattern.compile(
          ".*password.*|(.*_)?(bearer|connection_?(string|ur[il])|cookie|credentials?|cvc|cvv|dsn"
              + "|encrypted|fingerprint|hash|jwt|key_?(location|safe)|lock_?box|otp|pass_?phrase"
              + "|passwd|pin|pkce_(challenge|verifier)|pwd|salt|secrets?|tokens?|totp"
              + "|(access|door|entry|gate)_?instructions?|security_?answers?"
              + "|(access|aes|api|client|encryption|hmac|master|pass|private|signing|ssh)_?keys?"
              + "|(access|alarm|backup|door|entry|gate|lock|mfa|pass|recovery|reset|security"
              + "|verification)_?codes?"
              + "|config_(data|values?)|(connect(ion|or)|integration|smtp)_(config|settings)"
              + "|card_?number)(_.*)?"
              + "|(.*_)?authorization(_header)?");

  /** What a code or a key opens that is called so; of others nobody can know it. */
  private static final Pattern OPENER = Pattern.compile("(.*_)?([^_]+)_(code|key)s?");

  /** Before code: what is told apart or classed by it. */
  private static final Set<String> CLASSED =
      Set.of(
          ("account address airport area asset bar batch branch brand campaign carrier category cause"
                  + " center centre channel charge city class color colour commodity cost count country"
                  + " county coupon course currency customer department depot diagnosis discount"
                  + " district document employee error event exit fault group hs industry internal iso"
                  + " item job lang language ledger line locale location lot material method naics"
                  + " office order part payment plan plant post postal price procedure product project"
                  + " promo promotion province qr reason reference region response result return role"
                  + " route sales service shift shop sic site size sku source state station status"
                  + " store style supplier tariff tax team term trade transaction type unit uom vat"
                  + " vehicle vendor warehouse zip zone")
              .split(" "));

  /** Before key: what is found or put in order by it. */
  private static final Set<String> FOUND =
      Set.of(
          ("address business cache config dedup dedupe event external feature field file foreign"
                  + " group idempotency import job lookup merge message metric natural object"
                  + " order partition path primary property public queue resource route routing row"
                  + " setting sort source step storage surrogate sync template translation unique")
              .split(" "));

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
        && (NAME.matcher(name).matches()
            || ANY_PATTERN.test(column)
            || (canHoldWords(table, column) && isOpener(name)))
        && !ABOUT.matcher(name).matches();
  }

  private static boolean isOpener(String name) {
    Matcher opener = OPENER.matcher(name);
    return opener.matches()
        && !(opener.group(3).equals("key") ? FOUND : CLASSED).contains(opener.group(2));
  }

  /** Numbers with such names are keys of rows. */
  private static boolean canHoldWords(Catalogue.Table table, String column) {
    return table.columns().get(column).type().dataType().equals(DataType.TEXT);
  }

  private static boolean canHoldOne(PgType type) {
    return !type.enumerated()
        && !Set.of(DataType.Kind.BOOLEAN, DataType.Kind.DATE, DataType.Kind.TIMESTAMP)
            .contains(type.dataType().kind());
  }
}
