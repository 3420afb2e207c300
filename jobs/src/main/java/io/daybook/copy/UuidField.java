package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;
import java.nio.charset.StandardCharsets;

/** 16 bytes to the 36 characters that PostgreSQL prints. */
final class UuidField extends Field {
  private static final short[] HEX = hex();

  private final byte[] text =
      "00000000-0000-0000-0000-000000000000".getBytes(StandardCharsets.UTF_8);

  UuidField(int index, SourceColumn column) {
    super(index, column);
  }

  private static short[] hex() {
    short[] pairs = new short[256];
    byte[] digits = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (short) (digits[i >> 4] << 8 | digits[i & 15]);
    }
    return pairs;
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    pairs(data, offset, 4, 0);
    pairs(data, offset + 4, 2, 9);
    pairs(data, offset + 6, 2, 14);
    pairs(data, offset + 8, 2, 19);
    pairs(data, offset + 10, 6, 24);
    return null;
  }

  private void pairs(byte[] data, int offset, int count, int target) {
    for (int i = 0; i < count; i++) {
      Bytes.putInt16(text, target + 2 * i, HEX[data[offset + i] & 0xFF]);
    }
  }

  @Override
  void write(ParquetRowWriter writer) {
    writer.writeText(index, text, 0, text.length);
  }

  @Override
  String text() {
    return new String(text, StandardCharsets.UTF_8);
  }
}
