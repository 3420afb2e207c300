package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.sql.FoldedName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
    return replaced(
        sql,
        token -> {
          String literal = literals.get(name(token));
          if (literal == null) {
            throw DaybookException.of(
                    Code.DEF_DIALECT,
                    "Cannot bind %s in line %d: no such parameter"
                        .formatted(token.text(), token.line()))
                .next("use one of " + literals.keySet().stream().sorted().toList())
                .build();
          }
          return literal;
        });
  }

  /**
   * Puts what is told of its name in the place of every parameter, in the order of the text. What
   * looks like one inside a literal, a name in quotes or a comment is left alone.
   *
   * @param told SQL by the name without its colon
   */
  public static String bind(String sql, UnaryOperator<String> told) {
    return replaced(sql, token -> told.apply(name(token)));
  }

  private static String replaced(String sql, Function<SqlTokens.Token, String> told) {
    StringBuilder text = new StringBuilder();
    for (SqlTokens.Token token : SqlTokens.of(sql)) {
      text.append(token.kind() == SqlTokens.Kind.PARAMETER ? told.apply(token) : token.text());
    }
    return text.toString();
  }

  private static String name(SqlTokens.Token parameter) {
    return parameter.text().substring(1);
  }

  /** The same query with its names and words without their case, as engines take them. */
  public static String folded(String sql) {
    StringBuilder text = new StringBuilder();
    for (SqlTokens.Token token : SqlTokens.of(sql)) {
      text.append(token.isName() ? FoldedName.of(token.text()) : token.text());
    }
    return text.toString();
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
