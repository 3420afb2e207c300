package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.source.SourceColumn;
import java.time.LocalDate;

/** Days since 2000-01-01 to days since 1970-01-01. */
final class DateField extends LongField {
  static final String INFINITE = SourceColumn.NoValue.INFINITY.text();
  static final String OUTSIDE = "outside the years 1 to 9999";

  private static final int EPOCH = Math.toIntExact(LocalDate.of(2000, 1, 1).toEpochDay());
  private static final int FIRST = Math.toIntExact(LocalDate.of(1, 1, 1).toEpochDay()) - EPOCH;
  private static final int LAST = Math.toIntExact(LocalDate.of(9999, 12, 31).toEpochDay()) - EPOCH;

  DateField(int index, SourceColumn column) {
    super(index, column);
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    int days = Bytes.int32(data, offset);
    value = (long) days + EPOCH;
    if (days >= FIRST && days <= LAST) {
      return null;
    }
    return days == Integer.MAX_VALUE || days == Integer.MIN_VALUE ? INFINITE : OUTSIDE;
  }

  @Override
  void write(ParquetRowWriter writer) {
    writer.writeInt(index, (int) value);
  }

  @Override
  String text() {
    return LocalDate.ofEpochDay(value).toString();
  }
}
