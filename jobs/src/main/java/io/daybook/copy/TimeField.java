package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;
import java.nio.charset.StandardCharsets;

/** Microseconds of the day to text as PostgreSQL prints it: {@code 09:30:00}, {@code 24:00:00}. */
final class TimeField extends Field {
  private static final int WHOLE_SECONDS = 8;

  private final byte[] text = "00:00:00.000000".getBytes(StandardCharsets.UTF_8);
  private int size;

  TimeField(int index, SourceColumn column) {
    super(index, column);
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    long micros = Bytes.int64(data, offset);
    int seconds = (int) (micros / 1_000_000);
    digits(seconds / 3600, 0, 2);
    digits(seconds / 60 % 60, 3, 2);
    digits(seconds % 60, 6, 2);
    digits((int) (micros % 1_000_000), WHOLE_SECONDS + 1, 6);
    size = text.length;
    while (size > WHOLE_SECONDS && (text[size - 1] == '0' || text[size - 1] == '.')) {
      size--;
    }
    return null;
  }

  private void digits(int number, int offset, int count) {
    int rest = number;
    for (int i = offset + count - 1; i >= offset; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  @Override
  void write(ParquetRowWriter writer) {
    writer.writeText(index, text, 0, size);
  }

  @Override
  String text() {
    return new String(text, 0, size, StandardCharsets.UTF_8);
  }
}
