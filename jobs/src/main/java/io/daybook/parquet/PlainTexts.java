package io.daybook.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.io.api.Binary;

/**
 * Texts one after another as the PLAIN encoding has them: each with its length in front, or all of
 * one length and nothing in front.
 */
final class PlainTexts {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final int SHORT = 64;
  private static final int FIRST_BYTES = 1 << 10;
  private static final int FIRST_TEXTS = 1 << 7;

  /** Bytes in front of each. */
  private final int prefix;

  /** With room for a long behind the last one, so that eight bytes of any can be looked at. */
  private byte[] bytes = new byte[FIRST_BYTES];

  /** Where each begins; one more than there are texts. */
  private int[] starts = new int[FIRST_TEXTS];

  private int count;

  /**
   * No text.
   *
   * @param isFixed whether all will have one length
   */
  PlainTexts(boolean isFixed) {
    this.prefix = isFixed ? 0 : Integer.BYTES;
  }

  void add(byte[] source, int offset, int length) {
    int start = room(prefix + length);
    if (prefix > 0) {
      INT.set(bytes, start, length);
    }
    copy(source, offset, bytes, start + prefix, length);
  }

  /** A value of 16 bytes. */
  void addUuid(byte[] source, int offset) {
    int start = room(2 * Long.BYTES);
    LONG.set(bytes, start, (long) LONG.get(source, offset));
    LONG.set(bytes, start + Long.BYTES, (long) LONG.get(source, offset + Long.BYTES));
  }

  /** Most texts are short: eight bytes at a time, where what lies behind may be read and spoilt. */
  private static void copy(byte[] source, int offset, byte[] target, int start, int length) {
    if (length > SHORT || source.length - offset - length < Long.BYTES) {
      System.arraycopy(source, offset, target, start, length);
      return;
    }
    for (int i = 0; i < length; i += Long.BYTES) {
      LONG.set(target, start + i, (long) LONG.get(source, offset + i));
    }
  }

  void add(PlainTexts source, int text) {
    int size = source.starts[text + 1] - source.starts[text];
    int start = room(size);
    copy(source.bytes, source.starts[text], bytes, start, size);
  }

  /** Makes room for one more; where it begins. */
  private int room(int size) {
    int start = starts[count];
    if (bytes.length - Long.BYTES - start < size) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + size + Long.BYTES));
    }
    if (++count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
    }
    starts[count] = start + size;
    return start;
  }

  int count() {
    return count;
  }

  /** Bytes of the first so many. */
  int bytes(int texts) {
    return starts[texts];
  }

  /** The first so many. */
  BytesInput first(int texts) {
    return BytesInput.from(bytes, 0, starts[texts]);
  }

  /** Whether two are alike. */
  boolean same(int text, PlainTexts others, int other) {
    return Arrays.equals(
        bytes,
        starts[text],
        starts[text + 1],
        others.bytes,
        others.starts[other],
        others.starts[other + 1]);
  }

  /** Eight bytes at a time, the last ones twice where they do not fill eight. */
  int hash(int text) {
    int start = starts[text];
    int end = starts[text + 1];
    int size = end - start;
    long hash = size;
    if (size >= Long.BYTES) {
      for (int i = start; i < end - Long.BYTES; i += Long.BYTES) {
        hash = mix(hash ^ (long) LONG.get(bytes, i));
      }
      hash = mix(hash ^ (long) LONG.get(bytes, end - Long.BYTES));
    } else {
      for (int i = start; i < end; i++) {
        hash = hash << Byte.SIZE | (bytes[i] & 0xFF);
      }
      hash = mix(hash);
    }
    return (int) (mix(hash) >>> Integer.SIZE);
  }

  /** Twice, high bits reach low ones and come back. */
  private static long mix(long value) {
    long product = value * MULTIPLIER;
    return product ^ (product >>> Integer.SIZE);
  }

  /** The first eight bytes, as texts are ordered by them as unsigned numbers. */
  long head(int text) {
    int start = starts[text] + prefix;
    int length = starts[text + 1] - start;
    long head = Long.reverseBytes((long) LONG.get(bytes, start));
    return length >= Long.BYTES
        ? head
        : length == 0 ? 0 : head & -1L << (Long.SIZE - length * Byte.SIZE);
  }

  /** The order of two by their unsigned bytes. */
  int compare(int text, int other) {
    return Arrays.compareUnsigned(
        bytes,
        starts[text] + prefix,
        starts[text + 1],
        bytes,
        starts[other] + prefix,
        starts[other + 1]);
  }

  /** One of them; may be used until the next one is added. */
  Binary text(int text) {
    int start = starts[text] + prefix;
    return Binary.fromReusedByteArray(bytes, start, starts[text + 1] - start);
  }

  void clear() {
    count = 0;
  }
}
