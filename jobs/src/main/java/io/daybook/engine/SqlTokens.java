package io.daybook.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits SQL into tokens without losing a character. */
final class SqlTokens {
  enum Kind {
    SPACE,
    COMMENT,
    TEXT,
    QUOTED_NAME,
    PARAMETER,
    WORD,
    NUMBER,
    SYMBOL
  }

  /**
   * @param line counted from 1
   */
  record Token(Kind kind, String text, int line) {
    boolean is(String word) {
      return text.equalsIgnoreCase(word);
    }

    boolean isBlank() {
      return kind == Kind.SPACE || kind == Kind.COMMENT;
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<SPACE>\\s+)"
              + "|(?<COMMENT>--[^\\n]*|/\\*.*?\\*/)"
              + "|(?<TEXT>'(?:[^']|'')*')"
              + "|(?<QUOTEDNAME>\"[^\"]*\"|`[^`]*`)"
              + "|(?<PARAMETER>(?<![:\\w]):[a-z_]+)"
              + "|(?<WORD>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<NUMBER>[0-9]+(?:\\.[0-9]+)?)"
              + "|(?<SYMBOL>::|\\|\\||<=|>=|<>|!=|.)",
          Pattern.DOTALL);

  private SqlTokens() {}

  static List<Token> of(String sql) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    int line = 1;
    while (matcher.find()) {
      String text = matcher.group();
      tokens.add(new Token(kind(matcher), text, line));
      line += (int) text.chars().filter(each -> each == '\n').count();
    }
    return tokens;
  }

  private static Kind kind(Matcher matcher) {
    for (Kind kind : Kind.values()) {
      if (matcher.group(kind.name().replace("_", "")) != null) {
        return kind;
      }
    }
    throw new AssertionError("every character is a token");
  }
}
