package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;

/** IEEE numbers of four or eight bytes; NaN, infinities and -0 pass as they are. */
final class DoubleField extends Field {
  private double value;

  DoubleField(int index, SourceColumn column) {
    super(index, column);
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    value =
        length == Float.BYTES
            ? Float.intBitsToFloat(Bytes.int32(data, offset))
            : Double.longBitsToDouble(Bytes.int64(data, offset));
    return null;
  }

  @Override
  void write(ParquetRowWriter writer) {
    writer.writeDouble(index, value);
  }

  @Override
  String text() {
    return Double.toString(value);
  }
}
