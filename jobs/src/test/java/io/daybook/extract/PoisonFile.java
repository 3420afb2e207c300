package io.daybook.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code poison.txt}: a table for each type, a row for each value. */
record PoisonFile(List<String> setup, List<Type> types) {
  /** What becomes of a value. */
  enum Outcome {
    EXACT,
    GIVEN,
    QUARANTINED
  }

  /**
   * One value.
   *
   * @param expression in SQL
   * @param expected the text in raw, or the reason why it is NULL there
   */
  record Value(String expression, Outcome outcome, String expected) {}

  /** One type, as {@code create table} takes it, with its type in Parquet. */
  record Type(String table, String name, String raw, List<Value> values) {
    List<String> statements() {
      List<String> statements = new ArrayList<>();
      statements.add("create table %s (id integer primary key, v %s)".formatted(table, name));
      for (int i = 0; i < values.size(); i++) {
        statements.add(
            "insert into %s values (%d, cast(%s as %s))"
                .formatted(table, i + 1, values.get(i).expression(), name));
      }
      return statements;
    }
  }

  static PoisonFile load() {
    try (InputStream in = PoisonFile.class.getResourceAsStream("poison.txt")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PoisonFile parse(List<String> lines) {
    List<String> setup = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("setup ")) {
        setup.add(line.substring("setup ".length()));
      } else if (line.startsWith("type ")) {
        int as = line.lastIndexOf(" as ");
        String table = "t%02d".formatted(types.size() + 1);
        types.add(
            new Type(
                table,
                line.substring("type ".length(), as),
                line.substring(as + " as ".length()),
                new ArrayList<>()));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        types.get(types.size() - 1).values().add(value(line));
      }
    }
    return new PoisonFile(setup, types);
  }

  private static Value value(String line) {
    int given = line.lastIndexOf(" = ");
    int reason = line.lastIndexOf(" ! ");
    if (given >= 0) {
      return new Value(line.substring(0, given), Outcome.GIVEN, line.substring(given + 3));
    }
    return reason >= 0
        ? new Value(line.substring(0, reason), Outcome.QUARANTINED, line.substring(reason + 3))
        : new Value(line, Outcome.EXACT, "");
  }
}
