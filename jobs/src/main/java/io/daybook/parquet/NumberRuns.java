package io.daybook.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;

/**
 * Numbers of a dictionary as a page has them: their width in bits, then runs, of one number that
 * comes again and again or of groups of eight packed into bits. For one page.
 */
final class NumberRuns {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int GROUP = 8;

  /** Groups of a run whose header has one byte. */
  private static final int MOST_GROUPS = 63;

  private final int[] numbers;
  private final int count;
  private final int width;
  private final byte[] target;
  private int position;

  private NumberRuns(int[] numbers, int count, int width) {
    this.numbers = numbers;
    this.count = count;
    this.width = width;
    // A run of one number has eight of them at least, and takes no more than six bytes for them.
    int groups = count / GROUP + 1;
    this.target = new byte[1 + groups * (Math.max(width, 6) + 1) + Long.BYTES];
  }

  /**
   * The bytes of a page.
   *
   * @param width bits of the largest number
   */
  static BytesInput of(int[] numbers, int count, int width) {
    NumberRuns runs = new NumberRuns(numbers, count, width);
    runs.put(width);
    runs.encode();
    return BytesInput.from(runs.target, 0, runs.position);
  }

  private void encode() {
    int next = 0;
    while (next < count) {
      int alike = alike(next);
      if (alike >= GROUP) {
        repeat(numbers[next], alike);
        next += alike;
      } else {
        next = pack(next);
      }
    }
  }

  /** How often the number at this place comes one after another. */
  private int alike(int from) {
    int end = from + 1;
    while (end < count && numbers[end] == numbers[from]) {
      end++;
    }
    return end - from;
  }

  private void repeat(int number, int times) {
    int header = times << 1;
    for (; header > 0x7F; header >>>= 7) {
      put(header | 0x80);
    }
    put(header);
    for (int bits = 0; bits < width; bits += Byte.SIZE) {
      put(number >>> bits);
    }
  }

  /** Groups up to where eight numbers are alike; the last one is filled up with zeros. */
  private int pack(int from) {
    int header = position++;
    int groups = 0;
    int next = from;
    do {
      packGroup(next);
      next += GROUP;
      groups++;
    } while (groups < MOST_GROUPS && next < count && !isAlike(next));
    target[header] = (byte) (groups << 1 | 1);
    return Math.min(next, count);
  }

  private boolean isAlike(int from) {
    if (from + GROUP > count) {
      return false;
    }
    for (int i = from + 1; i < from + GROUP; i++) {
      if (numbers[i] != numbers[from]) {
        return false;
      }
    }
    return true;
  }

  private void packGroup(int from) {
    int start = position;
    long bits = 0;
    int held = 0;
    int end = Math.min(from + GROUP, count);
    for (int i = from; i < end; i++) {
      bits |= (long) numbers[i] << held;
      held += width;
      if (held >= Integer.SIZE) {
        LONG.set(target, position, bits);
        position += Integer.BYTES;
        bits >>>= Integer.SIZE;
        held -= Integer.SIZE;
      }
    }
    LONG.set(target, position, bits);
    position = start + width;
  }

  private void put(int one) {
    target[position++] = (byte) one;
  }
}
