package io.daybook.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/** Texts; PLAIN has their length in front of them. */
final class TextValues extends DictionaryValues {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private byte[] bytes = {};
  private int offset;
  private int length;

  TextValues(int mostBytes) {
    super(mostBytes);
  }

  @Override
  public void writeBytes(Binary value) {
    ByteBuffer buffer = value.toByteBuffer();
    bytes = buffer.array();
    offset = buffer.arrayOffset() + buffer.position();
    length = value.length();
    take(Integer.BYTES + length);
  }

  @Override
  int hash() {
    return hash(bytes, offset, length);
  }

  /** Eight bytes at a time, the last ones twice where they do not fill eight. */
  static int hash(byte[] bytes, int offset, int length) {
    long hash = length;
    int end = offset + length;
    if (length >= Long.BYTES) {
      for (int i = offset; i < end - Long.BYTES; i += Long.BYTES) {
        hash = mix(hash ^ (long) LONG.get(bytes, i));
      }
      hash = mix(hash ^ (long) LONG.get(bytes, end - Long.BYTES));
    } else {
      for (int i = offset; i < end; i++) {
        hash = hash << Byte.SIZE | (bytes[i] & 0xFF);
      }
      hash = mix(hash ^ (long) length << Integer.SIZE);
    }
    return (int) (mix(hash) >>> Integer.SIZE);
  }

  /** Twice, high bits reach low ones and come back. */
  private static long mix(long value) {
    long product = value * MULTIPLIER;
    return product ^ (product >>> Integer.SIZE);
  }

  @Override
  boolean matches(byte[] written, int start, int end) {
    return Arrays.equals(written, start + Integer.BYTES, end, bytes, offset, offset + length);
  }

  @Override
  void put(byte[] target, int position) {
    INT.set(target, position, length);
    System.arraycopy(bytes, offset, target, position + Integer.BYTES, length);
  }
}
