package io.daybook.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The statements that define the shared dialect's functions in an engine. */
final class Functions {
  private Functions() {}

  /** The statements of a resource beside this class, in order. */
  static List<String> statements(String resource) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (SqlTokens.Token token : SqlTokens.of(text(resource))) {
      if (token.is(";")) {
        statements.add(statement.toString().strip());
        statement.setLength(0);
      } else if (token.kind() != SqlTokens.Kind.COMMENT) {
        statement.append(token.text());
      }
    }
    return statements;
  }

  private static String text(String resource) {
    try (InputStream in = Functions.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Cannot find the resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
