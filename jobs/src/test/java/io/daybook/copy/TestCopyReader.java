package io.daybook.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.server.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are read some at once: what one of them costs must not reach the others. */
class TestCopyReader {
  private static final TableRead TABLE =
      new TableRead(
          "sales",
          List.of(
              new SourceColumn("id", "bigint", false, DataType.BIGINT, false),
              new SourceColumn("amount", "numeric", false, DataType.decimal(12, 2), true),
              new SourceColumn("note", "text", false, DataType.TEXT, true),
              new SourceColumn("day", "text", false, DataType.DATE, true)),
          List.of("id"),
          TextEncoding.UTF8,
          Map.of());

  private static final int ROWS = 1_000;
  private static final int WITHOUT_KEY = 300;
  private static final int NOT_A_NUMBER = 500;

  @TempDir Path folder;
  private ParquetRowWriter writer;

  @Test
  void aRowThatIsLeftOutAndAValueThatIsLostCostTheirNeighboursNothing() throws Exception {
    Path file = folder.resolve("sales.parquet");
    CopyReader reader = new CopyReader(TABLE, () -> open(file), 10);

    for (int row = 0; row < ROWS; row++) {
      reader.take(message(row));
    }
    reader.take(new byte[] {-1, -1});
    reader.requireEnd();
    writer.close();

    assertThat(reader.rows()).isEqualTo(ROWS - 1);
    assertThat(reader.leftOut()).isEqualTo(1);
    assertThat(reader.samples())
        .containsExactly(
            Quarantined.row("sales", "NULL", "id", "NULL in a column of the key"),
            Quarantined.cell("sales", "500", "amount", "NaN"));
    assertThat(reader.losses())
        .containsExactly(
            new ColumnLoss("sales", "id", Cost.ROW, 0, 1, 0, 1),
            new ColumnLoss("sales", "amount", Cost.CELL, 1, 0, 0, 1));
    // Of every row, the one left out with it, but for the one that has none: row numbers, in cents.
    assertThat(reader.sums())
        .containsExactly(BigInteger.valueOf(ROWS * (ROWS - 1L) / 2 - NOT_A_NUMBER));
    assertThat(reader.parsed()).containsExactly((long) ROWS);
    assertThat(reader.unparsed())
        .containsExactly(new Unparsed("sales", "day", 3, List.of("100", "501", "900")));
    assertThat(
            read(
                "select count(*), sum(id), count(amount), sum((amount * 100)::bigint), count(note),"
                    + " count(*) filter (where note <> 'note ' || id), count(day),"
                    + " max(abs(id - file_row_number)) from read_parquet('"
                    + file
                    + "', file_row_number = true)"))
        .isEqualTo("999 499200 998 498700 900 0 996 1");
  }

  private ParquetRowWriter open(Path file) throws IOException {
    writer =
        ParquetRowWriter.create(new LocalOutputFile(file), TABLE.schema(), Map.of(), Set.of("id"));
    return writer;
  }

  private static byte[] message(int row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream message = new DataOutputStream(bytes);
    if (row == 0) {
      message.write("PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
      message.writeLong(0);
    }
    message.writeShort(TABLE.columns().size());
    if (row == WITHOUT_KEY) {
      message.writeInt(-1);
    } else {
      message.writeInt(Long.BYTES);
      message.writeLong(row);
    }
    number(message, row);
    text(message, row % 10 == 0 ? null : "note " + row);
    text(message, Set.of(100, 501, 900).contains(row) ? "soon" : "2026-03-29");
    return bytes.toByteArray();
  }

  /** So many hundredths: one group of four digits before the point, one behind it. */
  private static void number(DataOutputStream message, int cents) throws IOException {
    message.writeInt(12);
    message.writeShort(2);
    message.writeShort(0);
    message.writeShort(cents == NOT_A_NUMBER ? 0xC000 : 0);
    message.writeShort(2);
    message.writeShort(cents / 100);
    message.writeShort(cents % 100 * 100);
  }

  private static void text(DataOutputStream message, String text) throws IOException {
    if (text == null) {
      message.writeInt(-1);
      return;
    }
    message.writeInt(text.length());
    message.writeBytes(text);
  }

  private static String read(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      StringBuilder values = new StringBuilder(row.getString(1));
      for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
        values.append(' ').append(row.getString(i));
      }
      return values.toString();
    }
  }
}
