package io.daybook.engine;

import io.daybook.warehouse.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The name that it is: a plain one in lower case, a quoted one as it stands in the quotes. */
    String name() {
      if (kind != Kind.QUOTED_NAME) {
        return text.toLowerCase(Locale.ROOT);
      }
      String quote = text.substring(0, 1);
      return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }

    boolean isName() {
      return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    boolean isBlank() {
      return kind == Kind.SPACE || kind == Kind.COMMENT;
    }
  }

  /** The schemas that datasets are in. */
  static final Set<String> SCHEMAS =
      Arrays.stream(Dataset.Layer.values())
          .map(Dataset.Layer::schema)
          .collect(Collectors.toUnmodifiableSet());

  private SqlTokens() {}

  static List<Token> of(String sql) {
    return new SqlScanner(sql).tokens();
  }

  /** Index of the token before this one that is not blank, or -1. */
  static int before(List<Token> tokens, int index) {
    int before = index - 1;
    while (before >= 0 && tokens.get(before).isBlank()) {
      before--;
    }
    return before;
  }

  /** Index of the token after this one that is not blank, or the number of tokens. */
  static int after(List<Token> tokens, int index) {
    int after = index + 1;
    while (after < tokens.size() && tokens.get(after).isBlank()) {
      after++;
    }
    return after;
  }

  /** Index of the bracket that closes this one, or of the last token where none does. */
  static int closing(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")")) {
        depth--;
        if (depth == 0) {
          return i;
        }
      }
    }
    return tokens.size() - 1;
  }

  /** Whether a dataset's name, {@code raw.orders} or {@code raw."Orders"}, begins here. */
  static boolean isDataset(List<Token> tokens, int index) {
    int dot = after(tokens, index);
    int table = after(tokens, dot);
    int before = before(tokens, index);
    return tokens.get(index).kind() == Kind.WORD
        && SCHEMAS.contains(tokens.get(index).text().toLowerCase(Locale.ROOT))
        && table < tokens.size()
        && tokens.get(dot).is(".")
        && tokens.get(table).isName()
        && (before < 0 || !tokens.get(before).is("."));
  }
}
