package io.daybook.engine;

import io.daybook.config.Problems;
import io.daybook.fault.Code;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses SQL on which Spark, DuckDB and PostgreSQL do not agree, and says what to write instead.
 * It sees words, not types: a date less a date passes here.
 */
public final class SqlLint {
  private final String file;
  private final List<SqlTokens.Token> tokens;
  private final Problems problems;

  private SqlLint(String file, String text, Problems problems) {
    this.file = file;
    this.tokens = SqlTokens.of(text);
    this.problems = problems;
  }

  /**
   * Checks one select.
   *
   * @param file name for messages, {@code sql/shop/marts/daily_sales.sql}
   * @param problems where each finding goes, with its line
   */
  public static void check(String file, String text, Problems problems) {
    new SqlLint(file, text, problems).check();
  }

  /**
   * Checks one select.
   *
   * @throws io.daybook.fault.DaybookException DEF_DIALECT with every finding
   */
  public static void check(String file, String text) {
    Problems problems = new Problems(Code.DEF_DIALECT, "Cannot use " + file);
    check(file, text, problems);
    problems.throwIfAny();
  }

  private void check() {
    checkBeginning();
    checkBrackets();
    for (int i = 0; i < tokens.size(); i++) {
      SqlTokens.Token token = tokens.get(i);
      switch (token.kind()) {
        case SPACE -> {}
        case COMMENT -> {
          if (token.text().startsWith("/*+")) {
            add(token, "a hint", "engines plan by themselves");
          }
        }
        case TEXT -> {
          if (token.text().contains("\\")) {
            add(token, "a backslash in a string", "engines read it in different ways");
          }
        }
        case QUOTED_NAME -> checkQuotedName(i);
        case PARAMETER -> {}
        case NUMBER -> checkNumber(i);
        case SYMBOL -> checkSymbol(token);
        case WORD -> checkWord(i);
      }
    }
  }

  private void add(SqlTokens.Token token, String found, String instead) {
    problems.add(file, token.line(), found + " is outside the shared dialect: " + instead);
  }

  private String word(int index) {
    boolean word =
        index >= 0 && index < tokens.size() && tokens.get(index).kind() != SqlTokens.Kind.TEXT;
    return word ? tokens.get(index).text().toLowerCase(Locale.ROOT) : "";
  }

  private int before(int index) {
    return SqlTokens.before(tokens, index);
  }

  private int after(int index) {
    return SqlTokens.after(tokens, index);
  }

  private void checkBeginning() {
    int first = after(-1);
    if (first == tokens.size()) {
      problems.add(file, "there is no select");
    } else if (!Set.of("select", "with").contains(word(first))) {
      add(tokens.get(first), tokens.get(first).text(), "begin with select or with");
    }
  }

  private void checkBrackets() {
    int depth = 0;
    for (SqlTokens.Token token : tokens) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth < 0) {
        problems.add(file, token.line(), "a bracket is closed that was not opened");
        return;
      }
    }
    if (depth > 0) {
      problems.add(file, "a bracket is not closed");
    }
  }

  /** A name that is no plain word stands in quotes; nothing else needs them, or hides in them. */
  private void checkQuotedName(int index) {
    SqlTokens.Token token = tokens.get(index);
    if (token.text().startsWith("`")) {
      add(token, token.text(), "quote a name as \"name\"");
    } else if (word(after(index)).equals("(") && !isColumnList(index)) {
      add(token, token.text() + "()", "functions need no quotes");
    } else if (isTypePlace(index)) {
      add(token, "the type " + token.text(), "types need no quotes");
    }
  }

  private void checkNumber(int index) {
    boolean suffix =
        index + 1 < tokens.size() && tokens.get(index + 1).kind() == SqlTokens.Kind.WORD;
    if (suffix) {
      add(
          tokens.get(index),
          tokens.get(index).text() + tokens.get(index + 1).text(),
          "write the digits of the number, exactly");
    }
  }

  private void checkSymbol(SqlTokens.Token token) {
    if (!Dialect.SYMBOLS.contains(token.text())) {
      add(
          token,
          token.text(),
          Dialect.INSTEAD_OF_SYMBOL.getOrDefault(token.text(), "no such operator"));
    }
  }

  private void checkWord(int index) {
    SqlTokens.Token token = tokens.get(index);
    String word = word(index);
    String last = word(before(index));
    String next = word(after(index));
    boolean member = last.equals(".");
    if (member || next.equals(".")) {
      return; // a column, or what it belongs to
    }
    if (isTypePlace(index)) {
      checkType(index);
    } else if (isStatement(index)) {
      add(token, word, "a model is one select and changes nothing");
    } else if (next.equals("(") && !isColumnList(index)) {
      checkCall(index);
    } else if (Dialect.INSTEAD_OF_WORD.containsKey(word) && !last.equals("as")) {
      add(token, word, Dialect.INSTEAD_OF_WORD.get(word));
    } else if (word.equals("at") && next.equals("time")) {
      add(
          token,
          "at time zone",
          "facts carry <x>_local_date, or use local_date(instant, offset_seconds)");
    } else if (word.equals("order") && next.equals("by")) {
      checkOrder(after(index));
    } else if (word.equals("distinct") && next.equals("on")) {
      add(token, "distinct on", "number the rows with row_number() and keep the first");
    } else if (word.equals("interval")) {
      checkInterval(index);
    }
  }

  /** A statement begins in a bracket or with the text, and goes on with a word or bracket. */
  private boolean isStatement(int index) {
    int next = after(index);
    boolean begins = before(index) < 0 || word(before(index)).equals("(");
    return begins
        && Dialect.STATEMENTS.contains(word(index))
        && next < tokens.size()
        && (tokens.get(next).kind() == SqlTokens.Kind.WORD || tokens.get(next).is("("));
  }

  /** {@code as <type>)} of a cast, or after {@code ::}. */
  private boolean isTypePlace(int index) {
    String last = word(before(index));
    return last.equals("::") || (last.equals("as") && isCast(enclosing(before(index))));
  }

  private boolean isCast(int open) {
    return open >= 0 && Set.of("cast", "try_cast").contains(word(before(open)));
  }

  /** Index of the bracket around a token, or -1. */
  private int enclosing(int index) {
    int depth = 0;
    for (int i = index - 1; i >= 0; i--) {
      if (tokens.get(i).is(")")) {
        depth++;
      } else if (tokens.get(i).is("(") && depth-- == 0) {
        return i;
      }
    }
    return -1;
  }

  private void checkType(int index) {
    SqlTokens.Token token = tokens.get(index);
    String type = word(index);
    if (!Dialect.TYPES.contains(type)) {
      add(token, "the type " + type, "declare the column's type in the YAML, or use " + types());
    } else if (type.equals("decimal") && !word(after(index)).equals("(")) {
      add(token, "decimal without digits", "write decimal(14,2)");
    } else if (type.equals("text")) {
      int open = enclosing(before(index));
      boolean onlyNull = open >= 0 && word(after(open)).equals("null");
      if (!onlyNull) {
        add(token, "a cast to text", "engines print values in different ways; keep the type");
      }
    }
  }

  private static String types() {
    return String.join(", ", Dialect.TYPES.stream().sorted().toList());
  }

  /** {@code t(a, b) as (} of a common table, {@code as t(a, b)} of a table. */
  private boolean isColumnList(int index) {
    String last = word(before(index));
    if (last.equals("as")) {
      return true;
    }
    int close = SqlTokens.closing(tokens, after(index));
    int as = after(close);
    boolean common = Set.of("with", "recursive", ",").contains(last);
    return common && word(as).equals("as") && word(after(as)).equals("(");
  }

  private void checkCall(int index) {
    SqlTokens.Token token = tokens.get(index);
    String name = word(index);
    if (Dialect.BEFORE_BRACKET.contains(name) && !name.equals("left") && !name.equals("right")) {
      return;
    }
    if (Dialect.OWN_FUNCTIONS.containsKey(name)) {
      checkOwnCall(index, name);
    } else if (!Dialect.FUNCTIONS.contains(name)) {
      add(
          token,
          name + "()",
          Dialect.INSTEAD_OF_CALL.getOrDefault(
              name, "no such function" + Problems.didYouMean(name, known())));
    } else if (name.equals("extract")) {
      String field = word(after(after(index)));
      if (!Dialect.EXTRACTED.contains(field)) {
        add(token, "extract(" + field + ")", instead(field));
      }
    } else if (name.equals("date_trunc")) {
      checkTrunc(index);
    }
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(Dialect.FUNCTIONS);
    known.addAll(Dialect.OWN_FUNCTIONS.keySet());
    return known;
  }

  private static String instead(String field) {
    return switch (field) {
      case "dow", "isodow", "dayofweek" -> "write iso_weekday(date), 1 is Monday";
      case "epoch" -> "write seconds_between(from, to)";
      default -> "use one of " + String.join(", ", Dialect.EXTRACTED.stream().sorted().toList());
    };
  }

  private void checkTrunc(int index) {
    int close = SqlTokens.closing(tokens, after(index));
    boolean shorthand = word(after(close)).equals("::") && word(after(after(close))).equals("date");
    boolean cast =
        isCast(before(index))
            && word(after(close)).equals("as")
            && word(after(after(close))).equals("date");
    if (!shorthand && !cast) {
      add(tokens.get(index), "date_trunc() as it is", "write cast(date_trunc(...) as date)");
    }
  }

  private void checkOwnCall(int index, String name) {
    int open = after(index);
    int close = SqlTokens.closing(tokens, open);
    int count = after(open) == close ? 0 : 1;
    int lastComma = open;
    for (int i = open + 1; i < close; i++) {
      if (tokens.get(i).is("(")) {
        i = SqlTokens.closing(tokens, i);
      } else if (tokens.get(i).is(",")) {
        count++;
        lastComma = i;
      }
    }
    int wanted = Dialect.OWN_FUNCTIONS.get(name);
    if (count != wanted) {
      problems.add(
          file,
          tokens.get(index).line(),
          name + "() takes " + wanted + (wanted == 1 ? " argument" : " arguments"));
      return;
    }
    SqlTokens.Token last = tokens.get(after(lastComma));
    boolean alone = after(after(lastComma)) == close;
    if (name.equals("ratio") && !(alone && isRatioScale(last))) {
      problems.add(
          file,
          last.line(),
          "ratio() takes its scale as a number from 0 to " + Functions.MAX_RATIO_SCALE);
    }
    if (name.equals("json_text") && !(alone && last.kind() == SqlTokens.Kind.TEXT)) {
      problems.add(file, last.line(), "json_text() takes its path as a string, 'a.b'");
    }
  }

  private static boolean isRatioScale(SqlTokens.Token token) {
    return token.text().matches("\\d{1,2}")
        && Integer.parseInt(token.text()) <= Functions.MAX_RATIO_SCALE;
  }

  /** {@code interval '1' month}: the only spelling that all engines read. */
  private void checkInterval(int index) {
    int amount = after(index);
    boolean spelled =
        amount < tokens.size()
            && tokens.get(amount).text().matches("'-?\\d+'")
            && Set.of("day", "month", "year", "hour", "minute", "second", "week")
                .contains(word(after(amount)));
    if (!spelled) {
      add(tokens.get(index), "this interval", "write interval '1' month");
    }
  }

  /** Each key says where NULL goes; within group ignores NULL. */
  private void checkOrder(int by) {
    int open = enclosing(by);
    if (open >= 0 && word(before(open)).equals("group")) {
      return;
    }
    int start = after(by);
    for (int i = start; i <= tokens.size(); i++) {
      boolean ends = i == tokens.size() || tokens.get(i).is(")") || endsOrder(i);
      if (ends || tokens.get(i).is(",")) {
        checkKey(start, i);
        start = after(i);
      } else if (tokens.get(i).is("(")) {
        i = SqlTokens.closing(tokens, i);
      }
      if (ends) {
        return;
      }
    }
  }

  private boolean endsOrder(int index) {
    return Set.of("limit", "offset", "rows", "range", "groups", "union", "except", "intersect")
            .contains(word(index))
        && !word(before(index)).equals(".");
  }

  private void checkKey(int from, int to) {
    int last = before(to);
    boolean placed =
        word(before(last)).equals("nulls") && Set.of("first", "last").contains(word(last));
    if (!placed && from < tokens.size()) {
      add(
          tokens.get(Math.min(from, tokens.size() - 1)),
          "order by " + word(from) + " without a place for NULL",
          "write nulls first or nulls last");
    }
  }
}
