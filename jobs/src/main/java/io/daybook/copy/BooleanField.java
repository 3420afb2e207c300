package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;

/** One byte. */
final class BooleanField extends Field {
  private boolean value;

  BooleanField(int index, SourceColumn column) {
    super(index, column);
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    value = data[offset] != 0;
    return null;
  }

  @Override
  void write(ParquetRowWriter writer) {
    writer.writeBoolean(index, value);
  }

  @Override
  String text() {
    return Boolean.toString(value);
  }
}
