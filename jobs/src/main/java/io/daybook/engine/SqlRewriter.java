package io.daybook.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Turns SQL of the shared dialect into SQL of one engine: names of datasets, calls of functions
 * that the engine spells otherwise, names of types in casts. Immutable.
 */
final class SqlRewriter {
  /** A call in the engine's SQL. */
  @FunctionalInterface
  interface Call {
    String write(List<String> arguments);
  }

  /** A dataset's name in the engine. */
  @FunctionalInterface
  interface Name {
    String write(String schema, String table);
  }

  /** What may follow a table and is not its alias. */
  private static final Set<String> AFTER_TABLE =
      Set.of(
          "where",
          "join",
          "inner",
          "left",
          "right",
          "full",
          "cross",
          "on",
          "using",
          "group",
          "order",
          "having",
          "limit",
          "offset",
          "union",
          "except",
          "intersect",
          "window",
          "natural",
          "fetch");

  private final UnaryOperator<String> quote;
  private final Optional<Name> flat;
  private final Map<String, Call> calls;
  private final Map<String, String> types;

  /**
   * Makes a rewriter.
   *
   * @param quote how the engine quotes a name
   * @param flat how a dataset is named in an engine whose tables have no schema; empty where {@code
   *     raw.orders} is understood
   * @param calls by the function's name in lower case
   * @param types by the type's name in lower case
   */
  SqlRewriter(
      UnaryOperator<String> quote,
      Optional<Name> flat,
      Map<String, Call> calls,
      Map<String, String> types) {
    this.quote = quote;
    this.flat = flat;
    this.calls = Map.copyOf(calls);
    this.types = Map.copyOf(types);
  }

  String rewrite(String sql) {
    List<SqlTokens.Token> tokens = SqlTokens.of(sql);
    return write(tokens, 0, tokens.size());
  }

  private String write(List<SqlTokens.Token> tokens, int from, int to) {
    StringBuilder out = new StringBuilder();
    Deque<Boolean> casts = new ArrayDeque<>();
    for (int i = from; i < to; i++) {
      SqlTokens.Token token = tokens.get(i);
      int before = SqlTokens.before(tokens, i);
      int after = SqlTokens.after(tokens, i);
      if (token.is("(")) {
        casts.push(before >= 0 && tokens.get(before).is("cast"));
      } else if (token.is(")") && !casts.isEmpty()) {
        casts.pop();
      }
      boolean member = before >= 0 && tokens.get(before).is(".");
      if (token.kind() == SqlTokens.Kind.QUOTED_NAME) {
        out.append(quote.apply(token.name()));
        continue;
      }
      if (token.kind() != SqlTokens.Kind.WORD || member) {
        out.append(token.text());
        continue;
      }
      String word = token.text().toLowerCase(Locale.ROOT);
      boolean called = after < to && tokens.get(after).is("(");
      if (called && calls.containsKey(word)) {
        int end = SqlTokens.closing(tokens, after);
        out.append(calls.get(word).write(arguments(tokens, after, end)));
        i = end;
      } else if (SqlTokens.isDataset(tokens, i)) {
        int table = SqlTokens.after(tokens, after);
        out.append(dataset(tokens, table, word));
        i = table;
      } else if (types.containsKey(word)
          && isType(tokens, before, !casts.isEmpty() && casts.peek())) {
        out.append(types.get(word));
      } else {
        out.append(token.text());
      }
    }
    return out.toString();
  }

  private static boolean isType(List<SqlTokens.Token> tokens, int before, boolean inCast) {
    return before >= 0 && (tokens.get(before).is("::") || (inCast && tokens.get(before).is("as")));
  }

  /**
   * Where tables have no schema, a qualified column loses it, and a table keeps its name as its
   * alias.
   */
  private String dataset(List<SqlTokens.Token> tokens, int table, String schema) {
    String name = tokens.get(table).name();
    String quoted = quote.apply(name);
    if (flat.isEmpty()) {
      return schema + "." + quoted;
    }
    int next = SqlTokens.after(tokens, table);
    if (next < tokens.size() && tokens.get(next).is(".")) {
      return quoted;
    }
    boolean aliased =
        next < tokens.size()
            && tokens.get(next).isName()
            && !AFTER_TABLE.contains(tokens.get(next).text().toLowerCase(Locale.ROOT));
    String flatName = flat.get().write(schema, name);
    return aliased ? flatName : flatName + " as " + quoted;
  }

  private List<String> arguments(List<SqlTokens.Token> tokens, int open, int close) {
    List<String> arguments = new ArrayList<>();
    int start = open + 1;
    for (int i = open + 1; i <= close; i++) {
      if (i == close || tokens.get(i).is(",")) {
        arguments.add(write(tokens, start, i).strip());
        start = i + 1;
      } else if (tokens.get(i).is("(")) {
        i = SqlTokens.closing(tokens, i);
      }
    }
    return arguments;
  }
}
