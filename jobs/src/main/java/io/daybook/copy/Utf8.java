package io.daybook.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Whether bytes are text: well-formed UTF-8 as Unicode defines it, no surrogates, none overlong.
 */
final class Utf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NOT_ASCII = 0x8080808080808080L;

  private Utf8() {}

  static boolean isValid(byte[] data, int offset, int length) {
    int end = offset + length;
    int position = offset;
    while (position < end) {
      if (position + Long.BYTES <= end && ((long) LONG.get(data, position) & NOT_ASCII) == 0) {
        position += Long.BYTES;
      } else if (data[position] >= 0) {
        position++;
      } else {
        int size = character(data, position, end);
        if (size == 0) {
          return false;
        }
        position += size;
      }
    }
    return true;
  }

  /** Bytes of the character that begins here, not an ASCII one; 0 where none does. */
  private static int character(byte[] data, int position, int end) {
    int first = data[position] & 0xFF;
    int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0 || position + size > end) {
      return 0;
    }
    int second = data[position + 1] & 0xFF;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = position + 2; i < position + size; i++) {
      if ((data[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /** Bytes that are no text, for people: {@code caf\xe9}. */
  static String escaped(byte[] data, int offset, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = offset; i < offset + length; i++) {
      if (data[i] > ' ' && data[i] != '\\') {
        text.append((char) data[i]);
      } else {
        text.append(String.format(Locale.ROOT, "\\x%02x", data[i] & 0xFF));
      }
    }
    return text.toString();
  }
}
