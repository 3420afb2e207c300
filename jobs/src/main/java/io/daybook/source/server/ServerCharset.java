package io.daybook.source.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An encoding by PostgreSQL's own table, of which the JDK has another one or none. It only decodes.
 *
 * <p>The table is a file beside this class: a line has the first of codes that follow each other,
 * in hexadecimal, and the character of each; {@code 30ab+309a} is a character of two code points.
 * Bytes below 128 are ASCII. All codes that begin with one byte have one length.
 */
final class ServerCharset extends Charset {
  private static final Map<String, ServerCharset> READ = new ConcurrentHashMap<>();
  private static final int HEX = 16;

  private final Map<Integer, String> characters = new HashMap<>();
  private final int[] lengths = new int[256];

  /**
   * The charset of an encoding, read once.
   *
   * @param encoding as {@code getdatabaseencoding()} says it
   */
  static ServerCharset of(String encoding) {
    return READ.computeIfAbsent(encoding, ServerCharset::new);
  }

  private ServerCharset(String encoding) {
    super("x-postgresql-" + encoding, null);
    InputStream file = ServerCharset.class.getResourceAsStream(encoding + ".txt");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(requireNonNull(file, encoding), US_ASCII))) {
      lines.lines().forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] words = line.split(" ");
    int code = Integer.parseUnsignedInt(words[0], HEX);
    lengths[Integer.parseInt(words[0].substring(0, 2), HEX)] = words[0].length() / 2;
    for (int i = 1; i < words.length; i++) {
      StringBuilder character = new StringBuilder();
      for (String point : words[i].split("\\+")) {
        character.appendCodePoint(Integer.parseInt(point, HEX));
      }
      characters.put(code + i - 1, character.toString());
    }
  }

  @Override
  public boolean contains(Charset other) {
    return other.equals(this) || other.equals(US_ASCII);
  }

  @Override
  public boolean canEncode() {
    return false;
  }

  @Override
  public CharsetEncoder newEncoder() {
    throw new UnsupportedOperationException(name() + " only decodes");
  }

  @Override
  public CharsetDecoder newDecoder() {
    return new Decoder();
  }

  private final class Decoder extends CharsetDecoder {
    Decoder() {
      super(ServerCharset.this, 0.5f, 2f);
    }

    @Override
    protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
      while (in.hasRemaining()) {
        int start = in.position();
        byte first = in.get(start);
        int length = first >= 0 ? 1 : lengths[first & 0xFF];
        if (length == 0) {
          return CoderResult.malformedForLength(1);
        }
        if (in.remaining() < length) {
          return CoderResult.UNDERFLOW;
        }
        if (first >= 0 && out.hasRemaining()) {
          out.put((char) first);
        } else if (first >= 0) {
          return CoderResult.OVERFLOW;
        } else {
          String character = characters.get(code(in, start, length));
          if (character == null) {
            return CoderResult.unmappableForLength(length);
          }
          if (out.remaining() < character.length()) {
            return CoderResult.OVERFLOW;
          }
          out.put(character);
        }
        in.position(start + length);
      }
      return CoderResult.UNDERFLOW;
    }

    private static int code(ByteBuffer in, int start, int length) {
      int code = 0;
      for (int i = 0; i < length; i++) {
        code = (code << Byte.SIZE) | (in.get(start + i) & 0xFF);
      }
      return code;
    }
  }
}
