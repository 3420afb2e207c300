package io.daybook.copy;

/** Tells UTF-8 from other bytes; eight at a time where they are ASCII. */
final class Utf8 {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  static boolean isValid(byte[] data, int offset, int length) {
    int end = offset + length;
    int position = offset;
    while (position < end) {
      if (end - position >= Long.BYTES && (Bytes.int64(data, position) & HIGH_BITS) == 0) {
        position += Long.BYTES;
      } else if (data[position] >= 0) {
        position++;
      } else {
        int size = sequence(data, position, end);
        if (size == 0) {
          return false;
        }
        position += size;
      }
    }
    return true;
  }

  /** Bytes of the character that begins here with a high bit; 0 where there is none (RFC 3629). */
  private static int sequence(byte[] data, int position, int end) {
    int first = data[position] & 0xFF;
    int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0 || position + size > end) {
      return 0;
    }
    for (int i = 1; i < size; i++) {
      if ((data[position + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = data[position + 1] & 0xFF;
    boolean refused =
        switch (first) {
          case 0xE0 -> second < 0xA0;
          case 0xED -> second > 0x9F;
          case 0xF0 -> second < 0x90;
          case 0xF4 -> second > 0x8F;
          default -> false;
        };
    return refused ? 0 : size;
  }
}
