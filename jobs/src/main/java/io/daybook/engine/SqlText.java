package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** The text of a query in the shared dialect, and what may be done to it. */
public final class SqlText {
  private static final Set<String> SCHEMAS = Set.of("raw", "facts", "marts", "recorded");

  private SqlText() {}

  /**
   * Puts a literal in the place of every parameter ({@code :as_of_instant}). The literals are
   * Daybook's own; no text of a user comes this way.
   *
   * @throws DaybookException DEF_DIALECT for a parameter that has no value
   */
  public static String bind(String sql, Map<String, String> literals) {
    StringBuilder bound = new StringBuilder();
    for (SqlTokens.Token token : SqlTokens.of(sql)) {
      if (token.kind() != SqlTokens.Kind.PARAMETER) {
        bound.append(token.text());
        continue;
      }
      String literal = literals.get(token.text().substring(1));
      if (literal == null) {
        throw DaybookException.of(
                Code.DEF_DIALECT,
                "Cannot bind " + token.text() + " in line " + token.line() + ": no such parameter")
            .next("use one of " + literals.keySet().stream().sorted().toList())
            .build();
      }
      bound.append(literal);
    }
    return bound.toString();
  }

  /**
   * The datasets that a query names, {@code facts.orders} for instance, in the order of their first
   * use.
   */
  public static Set<String> datasets(String sql) {
    Set<String> names = new LinkedHashSet<>();
    var unused =
        rename(
            sql,
            (schema, table) -> {
              names.add(schema + "." + table);
              return schema + "." + table;
            });
    return names;
  }

  /** Rewrites every name of a dataset. */
  static String rename(String sql, BinaryOperator<String> name) {
    List<SqlTokens.Token> tokens = SqlTokens.of(sql);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      SqlTokens.Token token = tokens.get(i);
      boolean dataset =
          token.kind() == SqlTokens.Kind.WORD
              && SCHEMAS.contains(token.text().toLowerCase(Locale.ROOT))
              && i + 2 < tokens.size()
              && tokens.get(i + 1).is(".")
              && tokens.get(i + 2).kind() == SqlTokens.Kind.WORD
              && (i == 0 || !tokens.get(i - 1).is("."));
      if (dataset) {
        text.append(name.apply(token.text(), tokens.get(i + 2).text()));
        i += 2;
      } else {
        text.append(token.text());
      }
    }
    return text.toString();
  }
}
