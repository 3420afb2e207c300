package io.daybook.engine;

import io.daybook.engine.SqlTokens.Kind;
import io.daybook.engine.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads SQL from its first character to its last, once, in steps that do not nest: a literal may be
 * as long as the text.
 */
final class SqlScanner {
  private static final List<String> LONG_SYMBOLS =
      List.of("->>", "::", "||", "->", "<=", ">=", "<>", "!=");

  private final String sql;

  /** Where the last comment ends; what opens behind it is no comment. */
  private final int lastCommentEnd;

  private int at;

  SqlScanner(String sql) {
    this.sql = sql;
    this.lastCommentEnd = sql.lastIndexOf("*/");
  }

  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    int line = 1;
    while (at < sql.length()) {
      int start = at;
      Kind kind = next();
      String text = sql.substring(start, at);
      tokens.add(new Token(kind, text, line));
      line += (int) text.chars().filter(each -> each == '\n').count();
    }
    return tokens;
  }

  /** Moves behind the next token. */
  private Kind next() {
    char first = sql.charAt(at);
    if (isSpace(first)) {
      return run(Kind.SPACE, SqlScanner::isSpace);
    }
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      return to(end < 0 ? sql.length() : end, Kind.COMMENT);
    }
    if (sql.startsWith("/*", at) && at + 2 <= lastCommentEnd) {
      return to(sql.indexOf("*/", at + 2) + 2, Kind.COMMENT);
    }
    if (first == '\'') {
      return quoted(first, Kind.TEXT);
    }
    if (first == '"' || first == '`') {
      return quoted(first, Kind.QUOTED_NAME);
    }
    if (first == ':' && isParameter()) {
      at++;
      return run(Kind.PARAMETER, SqlScanner::isOfWord);
    }
    if (isDigit(first)) {
      return number();
    }
    return isOfWord(first) ? run(Kind.WORD, SqlScanner::isOfWord) : symbol();
  }

  private Kind to(int end, Kind kind) {
    at = end;
    return kind;
  }

  private interface Members {
    boolean has(char each);
  }

  private Kind run(Kind kind, Members members) {
    int end = at;
    while (end < sql.length() && members.has(sql.charAt(end))) {
      end++;
    }
    return to(end, kind);
  }

  /** Up to the quote that is not doubled; a quote without such an end is a symbol. */
  private Kind quoted(char quote, Kind kind) {
    int end = sql.indexOf(quote, at + 1);
    while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
      end = sql.indexOf(quote, end + 2);
    }
    return end < 0 ? to(at + 1, Kind.SYMBOL) : to(end + 1, kind);
  }

  /** A double colon is a cast, and what follows a word is a part of it. */
  private boolean isParameter() {
    boolean free = at == 0 || !(sql.charAt(at - 1) == ':' || isOfWord(sql.charAt(at - 1)));
    char next = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
    return free && (next == '_' || (next >= 'a' && next <= 'z'));
  }

  private Kind number() {
    run(Kind.NUMBER, SqlScanner::isDigit);
    boolean goesOn = at + 1 < sql.length() && sql.charAt(at) == '.' && isDigit(sql.charAt(at + 1));
    if (goesOn) {
      at++;
      run(Kind.NUMBER, SqlScanner::isDigit);
    }
    return Kind.NUMBER;
  }

  private Kind symbol() {
    for (String each : LONG_SYMBOLS) {
      if (sql.startsWith(each, at)) {
        return to(at + each.length(), Kind.SYMBOL);
      }
    }
    return to(at + Character.charCount(sql.codePointAt(at)), Kind.SYMBOL);
  }

  private static boolean isSpace(char each) {
    return each == ' ' || (each >= '\t' && each <= '\r');
  }

  private static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }

  private static boolean isOfWord(char each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || each == '_'
        || isDigit(each);
  }
}
