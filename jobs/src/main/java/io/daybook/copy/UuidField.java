package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;
import java.nio.ByteBuffer;
import java.util.UUID;

/** 16 bytes, which are written as they lie. */
final class UuidField extends Field {
  private byte[] bytes;
  private int start;

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
