package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The text of a query in the shared dialect, and what may be done to it. */
public final class SqlText {
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
   * use. A name in quotes is given as it is, another one in lower case.
   */
  public static Set<String> datasets(String sql) {
    Set<String> names = new LinkedHashSet<>();
    List<SqlTokens.Token> tokens = SqlTokens.of(sql);
    for (int i = 0; i < tokens.size(); i++) {
      if (SqlTokens.isDataset(tokens, i)) {
        int table = SqlTokens.after(tokens, SqlTokens.after(tokens, i));
        names.add(tokens.get(i).name() + "." + tokens.get(table).name());
      }
    }
    return names;
  }

  /** The words of a query in lower case and its quoted names: names of columns among them. */
  public static Set<String> words(String sql) {
    Set<String> words = new LinkedHashSet<>();
    for (SqlTokens.Token token : SqlTokens.of(sql)) {
      if (token.isName()) {
        words.add(token.name());
      }
    }
    return words;
  }
}
