package io.daybook.copy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes UTF-8 of the texts of a row that came in another encoding. A text with bytes that are no
 * character there comes back as bytes that are no UTF-8. For one thread.
 */
final class Transcoder {
  /** Never part of UTF-8. */
  private static final byte NO_TEXT = (byte) 0xFF;

  /** Characters that are made UTF-8 at once. */
  private static final int PART = 8192;

  private final boolean[] texts;
  private final CharsetDecoder decoder;
  private final CharBuffer part = CharBuffer.allocate(PART);

  /**
   * @param texts which fields of a row are texts
   */
  Transcoder(Charset charset, boolean[] texts) {
    this.texts = texts.clone();
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * The row with its texts in UTF-8; itself where they are all ASCII.
   *
   * @param start where the number of its fields stands; what is before it stays
   */
  byte[] utf8(byte[] message, int start) {
    byte[][] changed = new byte[texts.length][];
    int longer = 0;
    boolean isAny = false;
    int place = start + Short.BYTES;
    for (int i = 0; i < texts.length; i++) {
      int length = Bytes.int32(message, place);
      place += Integer.BYTES;
      if (texts[i] && length > 0 && !isAscii(message, place, length)) {
        changed[i] = utf8(message, place, length);
        longer += changed[i].length - length;
        isAny = true;
      }
      place += Math.max(length, 0);
    }
    return isAny ? with(message, start, changed, longer) : message;
  }

  private static boolean isAscii(byte[] message, int place, int length) {
    for (int i = place; i < place + length; i++) {
      if (message[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private byte[] utf8(byte[] message, int place, int length) {
    ByteBuffer text = ByteBuffer.wrap(message, place, length);
    // Grows as it must: a large text is not held once more as characters.
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream(length + length / 8);
    decoder.reset();
    CoderResult result;
    do {
      part.clear();
      result = decoder.decode(text, part, true);
      if (result.isError()) {
        // What cannot be carried is said where all such values are.
        byte[] none = Arrays.copyOfRange(message, place, place + length + 1);
        none[length] = NO_TEXT;
        return none;
      }
      utf8.writeBytes(part.flip().toString().getBytes(StandardCharsets.UTF_8));
    } while (result.isOverflow());
    return utf8.toByteArray();
  }

  private byte[] with(byte[] message, int start, byte[][] changed, int longer) {
    ByteBuffer row = ByteBuffer.allocate(message.length + longer);
    int place = start + Short.BYTES;
    row.put(message, 0, place);
    for (byte[] text : changed) {
      int length = Bytes.int32(message, place);
      if (text == null) {
        row.put(message, place, Integer.BYTES + Math.max(length, 0));
      } else {
        row.putInt(text.length).put(text);
      }
      place += Integer.BYTES + Math.max(length, 0);
    }
    return row.put(message, place, message.length - place).array();
  }
}
