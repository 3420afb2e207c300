package io.daybook.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestParquetTable {
  private static final Schema ALL =
      Schema.of(
          Column.of("a_text", DataType.TEXT),
          Column.of("an_integer", DataType.INTEGER),
          Column.of("a_bigint", DataType.BIGINT),
          Column.of("a_small", DataType.decimal(9, 2)),
          Column.of("a_decimal", DataType.decimal(18, 4)),
          Column.of("a_large", DataType.decimal(38, 10)),
          Column.of("a_double", DataType.DOUBLE),
          Column.of("a_boolean", DataType.BOOLEAN),
          Column.of("a_date", DataType.DATE),
          Column.of("a_timestamp", DataType.TIMESTAMP));

  @TempDir Path folder;

  @Test
  void aReaderFindsEveryValue() throws Exception {
    Path file = folder.resolve("table.parquet");
    List<Object> row =
        List.of(
            "grün 🎉",
            -1,
            Long.MIN_VALUE,
            new BigDecimal("-9999999.99"),
            new BigDecimal("1.5"),
            new BigDecimal("-1234567890123456789012345678.0123456789"),
            0.1,
            true,
            LocalDate.of(1, 1, 1),
            Instant.parse("9999-12-31T23:59:59.999999Z"));

    long rows =
        ParquetTable.write(
            new LocalOutputFile(file),
            ALL,
            Map.of("daybook.table", "tested"),
            List.of(row, Collections.nCopies(10, null)));

    assertThat(rows).isEqualTo(2);
    assertThat(
            read(
                "select a_text, an_integer, a_bigint, a_small, a_decimal::varchar,"
                    + " a_large::varchar, a_double, a_boolean, a_date::varchar,"
                    + " epoch_us(a_timestamp), typeof(a_timestamp), typeof(a_small),"
                    + " typeof(a_decimal), typeof(a_large) from '"
                    + file
                    + "' limit 1"))
        .containsExactly(
            Arrays.asList(
                "grün 🎉",
                "-1",
                "-9223372036854775808",
                "-9999999.99",
                "1.5000",
                "-1234567890123456789012345678.0123456789",
                "0.1",
                "true",
                "0001-01-01",
                "253402300799999999",
                "TIMESTAMP WITH TIME ZONE",
                "DECIMAL(9,2)",
                "DECIMAL(18,4)",
                "DECIMAL(38,10)"));
    assertThat(read("select count(*), count(a_text), count(a_large) from '" + file + "'"))
        .containsExactly(List.of("2", "1", "1"));
    assertThat(
            read(
                "select decode(value) from parquet_kv_metadata('"
                    + file
                    + "') where decode(key) = 'daybook.table'"))
        .containsExactly(List.of("tested"));
  }

  @Test
  void aRowThatDoesNotFitLeavesNoReadableFile() {
    Path file = folder.resolve("table.parquet");
    Schema schema =
        Schema.of(
            new Column("id", DataType.INTEGER, false, ""),
            Column.of("amount", DataType.decimal(5, 2)));

    assertThatThrownBy(() -> write(file, schema, 1, new BigDecimal("1.234")))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> write(folder.resolve("b"), schema, 1, new BigDecimal("1000")))
        .hasMessage("Invalid decimal: more digits than decimal(5,2)");
    assertThatThrownBy(() -> write(folder.resolve("c"), schema, null, null))
        .hasMessage("Invalid row: NULL in id");
    assertThatThrownBy(() -> read("select * from '" + file + "'")).isInstanceOf(SQLException.class);
  }

  @Test
  void manyRowsMakeSeveralRowGroupsAndKeepTheirOrder() throws Exception {
    Path file = folder.resolve("many.parquet");
    Schema schema = Schema.of(new Column("id", DataType.BIGINT, false, ""));
    ParquetRowWriter writer =
        ParquetRowWriter.create(new LocalOutputFile(file), schema, Map.of(), Set.of("id"));
    for (long i = 0; i < 1_100_000; i++) {
      writer.writeLong(0, i);
      writer.endRow();
    }
    writer.close();

    assertThat(
            read(
                "select count(*), min(id - file_row_number), max(id - file_row_number),"
                    + " (select count(distinct row_group_id) from parquet_metadata('"
                    + file
                    + "')) from read_parquet('"
                    + file
                    + "', file_row_number = true)"))
        .containsExactly(List.of("1100000", "0", "0", "2"));
  }

  @Test
  void rowsWrittenAColumnAfterAnotherAreThoseWrittenOneByOne() throws Exception {
    Schema schema =
        Schema.of(
            Column.of("number", DataType.BIGINT),
            Column.of("text", DataType.TEXT),
            Column.of("key", DataType.UUID));
    Random random = new Random(20260329);
    Path columns = folder.resolve("columns.parquet");
    Path rows = folder.resolve("rows.parquet");
    try (ParquetRowWriter byColumns = create(columns, schema);
        ParquetRowWriter byRows = create(rows, schema)) {
      // Pages end at any row, so NULLs of one batch fall into two words of their bits.
      for (int batch = 0; batch < 1_500; batch++) {
        write(byColumns, byRows, 1 + random.nextInt(64), random);
      }
    }

    String found = "from read_parquet('%s', file_row_number = true)";
    String all = "select * " + found;
    assertThat(
            read(
                "select (select count(*) from (%1$s except %2$s)),"
                        .formatted(all.formatted(columns), all.formatted(rows))
                    + " (select count(*) from (%2$s except %1$s)), count(*) > 40000,"
                        .formatted(all.formatted(columns), all.formatted(rows))
                    + " count(text) > 1000 "
                    + found.formatted(columns)))
        .containsExactly(List.of("0", "0", "true", "true"));
  }

  private static ParquetRowWriter create(Path file, Schema schema) throws IOException {
    return ParquetRowWriter.create(new LocalOutputFile(file), schema, Map.of(), Set.of());
  }

  /** The same rows to both: a quarter of the values is absent, and once in a while none is. */
  private static void write(
      ParquetRowWriter byColumns, ParquetRowWriter byRows, int rows, Random random)
      throws IOException {
    long all = rows == Long.SIZE ? -1 : (1L << rows) - 1;
    long some = random.nextLong();
    long absent = random.nextInt(10) == 0 ? 0 : some & random.nextLong() & all;
    long[] numbers = new long[rows];
    byte[][] arrays = new byte[rows][];
    int[] starts = new int[rows];
    int[] sizes = new int[rows];
    int present = 0;
    for (int row = 0; row < rows; row++) {
      arrays[row] = new byte[120];
      Arrays.fill(arrays[row], (byte) ('a' + random.nextInt(26)));
      starts[row] = random.nextInt(10);
      sizes[row] = random.nextInt(100);
      for (int column = 0; column < 3; column++) {
        if ((absent >>> row & 1) != 0) {
          byRows.writeNull(column);
        } else if (column == 0) {
          numbers[present++] = row;
          byRows.writeLong(column, row);
        } else if (column == 1) {
          byRows.writeText(column, arrays[row], starts[row], sizes[row]);
        } else {
          byRows.writeUuid(column, arrays[row], starts[row]);
        }
      }
      byRows.endRow();
    }
    byColumns.writeNumbers(0, absent, numbers, present);
    byColumns.writeTexts(1, absent, arrays, starts, sizes, rows);
    byColumns.writeUuids(2, absent, arrays, starts, rows);
    byColumns.endRows(rows);
  }

  private static void write(Path file, Schema schema, Object... row) throws Exception {
    ParquetTable.write(new LocalOutputFile(file), schema, Map.of(), List.of(Arrays.asList(row)));
  }

  private static List<List<String>> read(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    }
  }
}
