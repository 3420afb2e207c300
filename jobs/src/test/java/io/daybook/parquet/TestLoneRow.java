package io.daybook.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLoneRow {
  private static final int ROWS = 12;
  private static final byte[] LARGE =
      "0123456789 grün ".repeat(600_000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void aRowWrittenAloneIsReadLikeAnyOther() throws Exception {
    Path together = write("together.parquet", false);
    Path alone = write("alone.parquet", true);

    assertThat(read("select count(distinct row_group_id) from parquet_metadata('%s')", alone))
        .containsExactly("12");
    String all = "select * from '%s' order by id";
    assertThat(read(all, alone)).hasSize(ROWS).isEqualTo(read(all, together));
  }

  /** What is written of a column's smallest and largest value must not hide it. */
  @Test
  void aRowWrittenAloneIsFoundByEachOfItsValues() throws Exception {
    Path alone = write("alone.parquet", true);

    for (String condition :
        List.of(
            "a_text = 'text 7'",
            "a_bigint = -7000000000",
            "a_small = -0.07",
            "a_large = -7000000000000.0000000000",
            "a_double = -3.5",
            "a_boolean and id = 7",
            "a_date = date '1970-01-08'",
            "length(large) > 1000 and id = 7")) {
      assertThat(read("select id from '%s' where " + condition, alone))
          .as(condition)
          .containsExactly("7");
    }
    assertThat(read("select id from '%s' where a_text is null order by id", alone))
        .containsExactly("0", "3", "6", "9");
  }

  private Path write(String name, boolean isAlone) throws Exception {
    Schema schema =
        Schema.of(
            new Column("id", DataType.INTEGER, false, ""),
            new Column("key", DataType.TEXT, false, ""),
            Column.of("a_text", DataType.TEXT),
            Column.of("a_bigint", DataType.BIGINT),
            Column.of("a_small", DataType.decimal(9, 2)),
            Column.of("a_large", DataType.decimal(38, 10)),
            Column.of("a_double", DataType.DOUBLE),
            Column.of("a_boolean", DataType.BOOLEAN),
            Column.of("a_date", DataType.DATE),
            Column.of("large", DataType.TEXT));
    Path file = folder.resolve(name);
    try (ParquetRowWriter writer =
        ParquetRowWriter.create(new LocalOutputFile(file), schema, Map.of(), Set.of("key"))) {
      for (int id = 0; id < ROWS; id++) {
        if (isAlone) {
          writer.beginLoneRow();
        }
        writer.writeInt(0, id);
        text(writer, 1, "key " + id);
        if (id % 3 == 0) {
          for (int column = 2; column < 10; column++) {
            writer.writeNull(column);
          }
        } else {
          text(writer, 2, "text " + id);
          writer.writeLong(3, -1_000_000_000L * id);
          writer.writeLong(4, -id);
          writer.writeDecimal(5, BigInteger.TEN.pow(22).multiply(BigInteger.valueOf(-id)));
          writer.writeDouble(6, -0.5 * id);
          writer.writeBoolean(7, id % 2 == 1);
          writer.writeInt(8, id);
          writer.writeText(9, LARGE, 17 * id, LARGE.length - 17 * id);
        }
        writer.endRow();
      }
    }
    return file;
  }

  private static void text(ParquetRowWriter writer, int column, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writer.writeText(column, utf8, 0, utf8.length);
  }

  private static List<String> read(String sql, Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.formatted(file))) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder(rows.getString(1));
        for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(' ').append(rows.getString(i));
        }
        all.add(row.toString());
      }
      return all;
    }
  }
}
