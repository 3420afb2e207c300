package io.daybook.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
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
  ColumnWriter column(int index) {
    return values[index];
  }

  void writeTo(ParquetFileWriter file, ZstdCompressor compressor) throws IOException {
    file.startBlock(1);
    for (Value value : values) {
      value.writeTo(file, compressor);
    }
    file.endBlock();
  }

  private static final class Value implements ColumnWriter {
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
    public void write(int value, int repetitionLevel, int definitionLevel) {
      statistics.updateStats(value);
      plain = BytesInput.fromInt(value);
    }

    @Override
    public void write(long value, int repetitionLevel, int definitionLevel) {
      statistics.updateStats(value);
      plain =
          BytesInput.concat(
              BytesInput.fromInt((int) value), BytesInput.fromInt((int) (value >>> Integer.SIZE)));
    }

    @Override
    public void write(boolean value, int repetitionLevel, int definitionLevel) {
      statistics.updateStats(value);
      plain = BytesInput.from(new byte[] {(byte) (value ? 1 : 0)});
    }

    @Override
    public void write(Binary value, int repetitionLevel, int definitionLevel) {
      if (value.length() <= LONGEST_STATISTICS) {
        statistics.updateStats(value.copy());
      } else {
        statistics = Statistics.getBuilderForReading(type).build();
      }
      ByteBuffer bytes = value.toByteBuffer();
      plain =
          BytesInput.from(bytes.array(), bytes.arrayOffset() + bytes.position(), value.length());
      if (type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
        plain = BytesInput.concat(BytesInput.fromInt(value.length()), plain);
      }
    }

    @Override
    public void write(float value, int repetitionLevel, int definitionLevel) {
      throw new IllegalStateException("Invalid column " + column + ": no type is a float");
    }

    @Override
    public void write(double value, int repetitionLevel, int definitionLevel) {
      statistics.updateStats(value);
      long bits = Double.doubleToRawLongBits(value);
      plain =
          BytesInput.concat(
              BytesInput.fromInt((int) bits), BytesInput.fromInt((int) (bits >>> Integer.SIZE)));
    }

    @Override
    public void writeNull(int repetitionLevel, int definitionLevel) {
      statistics.incrementNumNulls();
    }

    @Override
    public void close() {
      plain = BytesInput.empty();
    }

    @Override
    public long getBufferedSizeInMemory() {
      return 0;
    }
  }
}
