package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;
import java.nio.charset.StandardCharsets;

/** Text, enums and JSON: their bytes, where they are UTF-8, are passed on as they lie. */
class TextField extends Field {
  static final String NO_TEXT = "bytes that are no text";
  static final String UNKNOWN_JSONB = "unknown version of jsonb";
  private static final int JSONB_VERSION = 1;
  private static final byte[] NOTHING = {};

  /** Bytes before the text: jsonb has one with its version. */
  private final int prefix;

  private byte[] bytes = NOTHING;
  private int start;
  private int size;
  private final int[] starts = new int[Batch.ROWS];
  private final int[] sizes = new int[Batch.ROWS];

  TextField(int index, SourceColumn column, int prefix) {
    super(index, column);
    this.prefix = prefix;
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    bytes = data;
    start = offset + prefix;
    size = length - prefix;
    if (prefix == 1 && data[offset] != JSONB_VERSION) {
      return UNKNOWN_JSONB;
    }
    return Utf8.isValid(data, start, size) ? null : NO_TEXT;
  }

  @Override
  final boolean decode(Batch batch) {
    long absent = 0;
    for (int row = 0; row < batch.rows(); row++) {
      byte[] message = batch.message(row);
      int place = batch.place(index, row);
      int length = Bytes.int32(message, place);
      if (length < 0) {
        absent |= 1L << row;
      } else if (decode(message, place + Integer.BYTES, length) == null) {
        starts[row] = start;
        sizes[row] = size;
      } else {
        return false;
      }
    }
    bytes = NOTHING;
    return isAllowed(absent);
  }

  @Override
  final void write(Batch batch, ParquetRowWriter writer) {
    writer.writeTexts(index, absent(), batch.messages(), starts, sizes, batch.rows());
  }

  @Override
  final void write(ParquetRowWriter writer) {
    writer.writeText(index, bytes, start, size);
  }

  @Override
  final String faultyText() {
    return Utf8.escaped(bytes, start, size);
  }

  @Override
  final void release() {
    bytes = NOTHING;
    start = 0;
    size = 0;
  }

  @Override
  final String text() {
    return new String(bytes, start, size, StandardCharsets.UTF_8);
  }
}
