package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;
import java.nio.ByteBuffer;
import java.util.UUID;

/** 16 bytes, which are written as they lie. */
final class UuidField extends Field {
  private byte[] bytes;
  private int start;
  private final int[] starts = new int[Batch.ROWS];

  UuidField(int index, SourceColumn column) {
    super(index, column);
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    bytes = data;
    start = offset;
    return null;
  }

  @Override
  boolean decode(Batch batch) {
    long absent = 0;
    for (int row = 0; row < batch.rows(); row++) {
      int place = batch.place(index, row);
      starts[row] = place + Integer.BYTES;
      if (Bytes.int32(batch.message(row), place) < 0) {
        absent |= 1L << row;
      }
    }
    return isAllowed(absent);
  }

  @Override
  void write(Batch batch, ParquetRowWriter writer) {
    writer.writeUuids(index, absent(), batch.messages(), starts, batch.rows());
  }

  @Override
  void write(ParquetRowWriter writer) {
    writer.writeUuid(index, bytes, start);
  }

  @Override
  void release() {
    bytes = null;
  }

  @Override
  String text() {
    ByteBuffer value = ByteBuffer.wrap(bytes);
    return new UUID(value.getLong(start), value.getLong(start + Long.BYTES)).toString();
  }
}
