package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;

/** Integers of two, four or eight bytes. */
abstract class IntegerField extends LongField {
  private IntegerField(int index, SourceColumn column) {
    super(index, column);
  }

  static IntegerField of(int index, SourceColumn column) {
    return column.type().kind() == DataType.Kind.INTEGER
        ? new Narrow(index, column)
        : new Wide(index, column);
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    value =
        switch (length) {
          case 2 -> Bytes.int16(data, offset);
          case 4 -> Bytes.int32(data, offset);
          default -> Bytes.int64(data, offset);
        };
    return null;
  }

  @Override
  final String text() {
    return Long.toString(value);
  }

  private static final class Narrow extends IntegerField {
    Narrow(int index, SourceColumn column) {
      super(index, column);
    }

    /** A source may have become wider than the column. */
    @Override
    String decode(byte[] data, int offset, int length) {
      super.decode(data, offset, length);
      return value == (int) value ? null : NumericField.TOO_LONG;
    }

    @Override
    void write(ParquetRowWriter writer) {
      writer.writeInt(index, (int) value);
    }
  }

  private static final class Wide extends IntegerField {
    Wide(int index, SourceColumn column) {
      super(index, column);
    }

    @Override
    void write(ParquetRowWriter writer) {
      writer.writeLong(index, value);
    }
  }
}
