package io.daybook.demo;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows of one table as PostgreSQL's COPY text. Values come in the order of the columns. */
final class CopyText implements AutoCloseable {
  private static final int FLUSH_CHARS = 1 << 16;

  private final CopyIn copy;
  private final StringBuilder text = new StringBuilder(FLUSH_CHARS + 4096);
  private boolean rowIsEmpty = true;
  private long rows;

  private CopyText(CopyIn copy) {
    this.copy = copy;
  }

  static CopyText into(Connection connection, Table table, String columns) throws SQLException {
    // The table is new in this transaction: its rows can be frozen, which spares the next vacuum.
    String statement =
        "copy " + table.sqlName() + " (" + columns + ") from stdin with (freeze true)";
    return new CopyText(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement));
  }

  CopyText none() {
    separate().append("\\N");
    return this;
  }

  CopyText id(UUID value) {
    return value == null ? none() : plain(value);
  }

  CopyText word(String value) {
    return value == null ? none() : plain(value);
  }

  CopyText day(LocalDate value) {
    return value == null ? none() : plain(value);
  }

  CopyText at(Instant value) {
    return value == null ? none() : plain(value);
  }

  CopyText flag(boolean value) {
    return plain(value ? "t" : "f");
  }

  CopyText number(long value) {
    separate().append(value);
    return this;
  }

  CopyText cents(long value) {
    return decimal(value, 2);
  }

  /** {@code unscaled} with the last {@code scale} digits behind the point. */
  CopyText decimal(long unscaled, int scale) {
    separate();
    if (unscaled < 0) {
      text.append('-');
    }
    String digits = Long.toString(Math.abs(unscaled));
    String padded = "0".repeat(Math.max(0, scale + 1 - digits.length())) + digits;
    int point = padded.length() - scale;
    text.append(padded, 0, point).append('.').append(padded, point, padded.length());
    return this;
  }

  /** Any text: what COPY would misread is escaped. */
  CopyText text(String value) {
    if (value == null) {
      return none();
    }
    separate();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
    return this;
  }

  void endRow() throws SQLException {
    text.append('\n');
    rowIsEmpty = true;
    rows++;
    if (text.length() >= FLUSH_CHARS) {
      flush();
    }
  }

  /** Ends the table; says how many rows it got. */
  long finish() throws SQLException {
    flush();
    copy.endCopy();
    return rows;
  }

  /** Gives up what was not finished. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private CopyText plain(Object value) {
    separate().append(value);
    return this;
  }

  private StringBuilder separate() {
    if (!rowIsEmpty) {
      text.append('\t');
    }
    rowIsEmpty = false;
    return text;
  }

  private void flush() throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }
}
