package io.daybook.copy;

import io.daybook.parquet.ParquetRowWriter;
import io.daybook.parquet.ParquetTable;
import io.daybook.source.SourceColumn;
import io.daybook.zone.WallClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Microseconds since 2000-01-01 to microseconds since 1970-01-01, UTC. A timestamp without a zone
 * is what the clocks of its region showed; one of the tenant's clock stays as it stands there, for
 * the facts to turn. Spark promises the years 1 to 9999 only; so do we.
 */
final class TimestampField extends LongField {
  private static final long EPOCH = micros("2000-01-01T00:00:00Z");
  private static final long FIRST = micros("0001-01-01T00:00:00Z") - EPOCH;
  private static final long LAST = micros("9999-12-31T23:59:59.999999Z") - EPOCH;

  /** Null where what the source has is UTC, or stays what it is. */
  private final WallClock clock;

  TimestampField(int index, SourceColumn column) {
    super(index, column);
    this.clock = column.clock().turns() ? WallClock.of(column.clock().rules()) : null;
  }

  private static long micros(String instant) {
    return ParquetTable.micros(Instant.parse(instant));
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    long micros = Bytes.int64(data, offset);
    value = micros + EPOCH;
    if (micros >= FIRST && micros <= LAST) {
      value = clock == null ? value : clock.instant(value);
      return null;
    }
    return micros == Long.MAX_VALUE || micros == Long.MIN_VALUE
        ? DateField.INFINITE
        : DateField.OUTSIDE;
  }

  @Override
  void write(ParquetRowWriter writer) {
    writer.writeLong(index, value);
  }

  @Override
  String text() {
    return Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
  }
}
