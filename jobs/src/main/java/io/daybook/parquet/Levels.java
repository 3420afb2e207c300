package io.daybook.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;

/** Which rows of a page have a value: definition levels of a column that may be NULL. */
final class Levels {
  private static final int LONGEST_VARINT = 5;

  private Levels() {}

  /**
   * One run, of a level that comes again and again or of bits.
   *
   * @param rows of the page
   * @param nulls how many of them have no value
   * @param absent a bit for each row; set where it has none
   */
  static BytesInput of(int rows, int nulls, long[] absent) {
    boolean alike = nulls == 0 || nulls == rows;
    int words = alike ? 0 : (rows + Long.SIZE - 1) / Long.SIZE;
    ByteBuffer levels =
        ByteBuffer.allocate(Integer.BYTES + LONGEST_VARINT + 1 + words * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(Integer.BYTES);
    if (alike) {
      putVarint(levels, rows << 1);
      levels.put((byte) (nulls == 0 ? 1 : 0));
    } else {
      int groups = (rows + Byte.SIZE - 1) / Byte.SIZE;
      putVarint(levels, groups << 1 | 1);
      int end = levels.position() + groups;
      for (int i = 0; i < words; i++) {
        levels.putLong(i < absent.length ? ~absent[i] : ~0L);
      }
      levels.position(end);
    }
    levels.putInt(0, levels.position() - Integer.BYTES);
    return BytesInput.from(levels.array(), 0, levels.position());
  }

  private static void putVarint(ByteBuffer target, int number) {
    int rest = number;
    for (; rest > 0x7F; rest >>>= 7) {
      target.put((byte) (rest | 0x80));
    }
    target.put((byte) rest);
  }
}
