package io.daybook.engine;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Writes rows as Spark has them in memory; one column after the other, nothing boxed. */
final class SparkRow {
  /** Writes the value of one column of a row, which is not NULL. */
  private interface Cell {
    void write(InternalRow row);
  }

  private final ParquetRowWriter writer;
  private final Cell[] cells;

  SparkRow(Schema schema, ParquetRowWriter writer) {
    this.writer = writer;
    List<Column> columns = schema.columns();
    this.cells = new Cell[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(i, columns.get(i).type());
    }
  }

  /** Writes a row and ends it; its memory may be used again at once. */
  void write(InternalRow row) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (row.isNullAt(i)) {
        writer.writeNull(i);
      } else {
        cells[i].write(row);
      }
    }
    writer.endRow();
  }

  /** Dates are days and instants are microseconds, since 1970 in UTC, there as here. */
  private Cell cell(int i, DataType type) {
    return switch (type.kind()) {
      case TEXT -> row -> text(i, row.getUTF8String(i));
      case UUID -> row -> writer.writeUuid(i, row.getBinary(i), 0);
      case INTEGER, DATE -> row -> writer.writeInt(i, row.getInt(i));
      case BIGINT, TIMESTAMP -> row -> writer.writeLong(i, row.getLong(i));
      case DOUBLE -> row -> writer.writeDouble(i, row.getDouble(i));
      case BOOLEAN -> row -> writer.writeBoolean(i, row.getBoolean(i));
      case DECIMAL -> decimal(i, type.precision(), type.scale());
    };
  }

  private Cell decimal(int i, int precision, int scale) {
    return precision <= Decimal.MAX_LONG_DIGITS()
        ? row -> writer.writeLong(i, row.getDecimal(i, precision, scale).toUnscaledLong())
        : row ->
            writer.writeDecimal(
                i, row.getDecimal(i, precision, scale).toJavaBigDecimal().unscaledValue());
  }

  /** A text lies in the array of its row, as a rule; in native memory it must be copied. */
  private void text(int i, UTF8String text) {
    int length = text.numBytes();
    if (text.getBaseObject() instanceof byte[] bytes) {
      writer.writeText(
          i, bytes, Math.toIntExact(text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET), length);
    } else {
      writer.writeText(i, text.getBytes(), 0, length);
    }
  }
}
