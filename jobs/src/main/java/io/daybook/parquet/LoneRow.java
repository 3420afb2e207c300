package io.daybook.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A row group of one row: each column one page with one plain value. Its texts are not copied; they
 * are compressed from where they lie, and each page goes into the file before the next is made.
 */
final class LoneRow {
  /** A longer text has no statistics: nobody looks for it by its value. */
  private static final int LONGEST_STATISTICS = 1 << 10;

  /** Definition levels of one value: their length, then a run of one, present or not. */
  private static final byte[] PRESENT = {2, 0, 0, 0, 2, 1};

  private static final byte[] ABSENT = {2, 0, 0, 0, 2, 0};

  private final Value[] values;

  LoneRow(List<ColumnDescriptor> columns) {
    values = columns.stream().map(Value::new).toArray(Value[]::new);
  }

  /** Takes the value of a column. */
  ColumnTarget column(int index) {
    return values[index];
  }

  void writeTo(ParquetFileWriter file, ZstdCompressor compressor) throws IOException {
    file.startBlock(1);
    for (Value value : values) {
      value.writeTo(file, compressor);
    }
    file.endBlock();
  }

  private static final class Value extends ColumnTarget {
    private final ColumnDescriptor column;
    private final PrimitiveType type;
    private BytesInput plain = BytesInput.empty();
    private Statistics<?> statistics;

    Value(ColumnDescriptor column) {
      this.column = column;
      this.type = column.getPrimitiveType();
      this.statistics = Statistics.createStats(type);
    }

    void writeTo(ParquetFileWriter file, ZstdCompressor compressor) throws IOException {
      BytesInput page = plain;
      if (column.getMaxDefinitionLevel() > 0) {
        page = BytesInput.concat(BytesInput.from(plain.size() > 0 ? PRESENT : ABSENT), plain);
      }
      file.startColumn(column, 1, compressor.getCodecName());
      file.writeDataPage(
          1,
          Math.toIntExact(page.size()),
          compressor.compress(page),
          statistics,
          1,
          Encoding.RLE,
          Encoding.RLE,
          Encoding.PLAIN);
      file.endColumn();
    }

    @Override
    void write(int value) {
      statistics.updateStats(value);
      plain = BytesInput.fromInt(value);
    }

    @Override
    void write(long value) {
      statistics.updateStats(value);
      plain =
          BytesInput.concat(
              BytesInput.fromInt((int) value), BytesInput.fromInt((int) (value >>> Integer.SIZE)));
    }

    @Override
    void write(boolean value) {
      statistics.updateStats(value);
      plain = BytesInput.from(new byte[] {(byte) (value ? 1 : 0)});
    }

    @Override
    void write(byte[] bytes, int offset, int length) {
      if (length <= LONGEST_STATISTICS) {
        statistics.updateStats(Binary.fromReusedByteArray(bytes, offset, length));
      } else {
        statistics = Statistics.getBuilderForReading(type).build();
      }
      plain = BytesInput.from(bytes, offset, length);
      if (type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
        plain = BytesInput.concat(BytesInput.fromInt(length), plain);
      }
    }

    @Override
    void write(double value) {
      statistics.updateStats(value);
      long bits = Double.doubleToRawLongBits(value);
      plain =
          BytesInput.concat(
              BytesInput.fromInt((int) bits), BytesInput.fromInt((int) (bits >>> Integer.SIZE)));
    }

    @Override
    void writeNull(int row) {
      statistics.incrementNumNulls();
    }

    @Override
    public String toString() {
      return column.toString();
    }
  }
}
