package io.daybook.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0 over a range of an array, without garbage. Fingerprints of tables rest on it,
 * so its values never change. Why not a library's: decision 0019.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">specification</a>
 */
final class XxHash64 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P1_PLUS_P2 = 0x60EA27EEADC0B5D6L;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private XxHash64() {}

  static long hash(byte[] bytes, int offset, int length) {
    int position = offset;
    int end = offset + length;
    long hash;
    if (length >= 32) {
      long a = P1_PLUS_P2;
      long b = P2;
      long c = 0;
      long d = -P1;
      for (int last = end - 32; position <= last; position += 32) {
        a = round(a, (long) LONG.get(bytes, position));
        b = round(b, (long) LONG.get(bytes, position + 8));
        c = round(c, (long) LONG.get(bytes, position + 16));
        d = round(d, (long) LONG.get(bytes, position + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    } else {
      hash = P5;
    }
    return avalanche(tail(hash + length, bytes, position, end));
  }

  private static long tail(long start, byte[] bytes, int from, int end) {
    long hash = start;
    int position = from;
    for (; position + 8 <= end; position += 8) {
      hash ^= round(0, (long) LONG.get(bytes, position));
      hash = Long.rotateLeft(hash, 27) * P1 + P4;
    }
    if (position + 4 <= end) {
      hash ^= ((int) INT.get(bytes, position) & 0xFFFFFFFFL) * P1;
      hash = Long.rotateLeft(hash, 23) * P2 + P3;
      position += 4;
    }
    for (; position < end; position++) {
      hash ^= (bytes[position] & 0xFF) * P5;
      hash = Long.rotateLeft(hash, 11) * P1;
    }
    return hash;
  }

  private static long round(long accumulator, long lane) {
    return Long.rotateLeft(accumulator + lane * P2, 31) * P1;
  }

  private static long merge(long hash, long accumulator) {
    return (hash ^ round(0, accumulator)) * P1 + P4;
  }

  private static long avalanche(long start) {
    long hash = (start ^ (start >>> 33)) * P2;
    hash = (hash ^ (hash >>> 29)) * P3;
    return hash ^ (hash >>> 32);
  }
}
