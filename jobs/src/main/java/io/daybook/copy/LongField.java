package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;

/** A column whose values are longs while they are read, whatever they become in the file. */
abstract class LongField extends Field {
  /** The value that was decoded last. */
  long value;

  /** Those of the batch that are no NULL. */
  final long[] values = new long[Batch.ROWS];

  LongField(int index, SourceColumn column) {
    super(index, column);
  }

  @Override
  boolean decode(Batch batch) {
    int count = 0;
    long absent = 0;
    for (int row = 0; row < batch.rows(); row++) {
      byte[] message = batch.message(row);
      int place = batch.place(index, row);
      int length = Bytes.int32(message, place);
      if (length < 0) {
        absent |= 1L << row;
      } else if (decode(message, place + Integer.BYTES, length) == null) {
        values[count++] = value;
      } else {
        return false;
      }
    }
    return isAllowed(absent);
  }

  @Override
  void write(Batch batch, ParquetRowWriter writer) {
    writer.writeNumbers(index, absent(), values, batch.rows() - Long.bitCount(absent()));
  }
}
