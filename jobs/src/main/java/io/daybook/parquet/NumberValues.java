package io.daybook.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whole numbers of four or eight bytes, dates and instants and small decimals among them. */
final class NumberValues extends DictionaryValues {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final int width;
  private long value;

  NumberValues(int width, int mostBytes) {
    super(mostBytes);
    this.width = width;
  }

  @Override
  public void writeInteger(int number) {
    write(number);
  }

  @Override
  public void writeLong(long number) {
    write(number);
  }

  private void write(long number) {
    value = number;
    take(width);
  }

  @Override
  int hash() {
    long product = value * MULTIPLIER;
    return (int) (((product ^ (product >>> Integer.SIZE)) * MULTIPLIER) >>> Integer.SIZE);
  }

  @Override
  boolean matches(byte[] written, int start, int end) {
    return value
        == (width == Long.BYTES ? (long) LONG.get(written, start) : (int) INT.get(written, start));
  }

  @Override
  void put(byte[] target, int position) {
    if (width == Long.BYTES) {
      LONG.set(target, position, value);
    } else {
      INT.set(target, position, (int) value);
    }
  }
}
