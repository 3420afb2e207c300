package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One thing that a check of the live source found.
 *
 * @param severity how bad it is
 * @param code the failure that it is when it stops a run: SRC-SCHEMA, SRC-RIGHTS or SRC-RLS
 * @param where what it is about
 * @param message what is wrong, with the values
 */
public record Finding(Severity severity, Code code, Place where, String message) {
  private static final int SHOWN = 8;

  /** How bad a finding is. */
  public enum Severity {
    /** A run cannot read what it needs, or would read it wrongly. */
    ERROR,
    /** A run works, but somebody should look: a right too many, a weaker guarantee. */
    WARNING,
    /** Worth knowing when the model is next looked at. */
    NOTE
  }

  /** What of a source a finding is about; its text is for people and for them alone. */
  public sealed interface Place {
    /** A table. */
    record OfTable(String table) implements Place {
      public OfTable {
        requireNonNull(table, "table is null");
      }

      @Override
      public String toString() {
        return table;
      }
    }

    /** A column of a table. */
    record OfColumn(String table, String column) implements Place {
      public OfColumn {
        requireNonNull(table, "table is null");
        requireNonNull(column, "column is null");
      }

      /** {@code orders.total}. */
      @Override
      public String toString() {
        return table + "." + column;
      }
    }

    /** Anything else: a schema, an enum, a role, a zone. */
    record Elsewhere(String name) implements Place {
      public Elsewhere {
        requireNonNull(name, "name is null");
      }

      @Override
      public String toString() {
        return name;
      }
    }
  }

  public Finding {
    requireNonNull(severity, "severity is null");
    requireNonNull(code, "code is null");
    requireNonNull(where, "where is null");
    requireNonNull(message, "message is null");
  }

  /** The first few of many names, and how many there are beyond. */
  static String some(Collection<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
  }

  /** {@code orders.total: is missing}. */
  @Override
  public String toString() {
    return where + ": " + message;
  }
}
