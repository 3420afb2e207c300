package io.daybook.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestUtf8 {
  @Test
  void everyCharacterIsText() {
    StringBuilder all = new StringBuilder();
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
        all.appendCodePoint(character);
      }
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);

    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
    assertThat(Utf8.isValid(bytes, 5, 0)).isTrue();
    assertThat(Utf8.isValid(bytes, 0, bytes.length - 1)).isFalse();
  }

  /** The last byte of a character missing, one too many, overlong, a surrogate, beyond the end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "e4",
        "e282",
        "f09f8e",
        "e4bfbfbf",
        "c080",
        "c1bf",
        "e08080",
        "e09fbf",
        "f0808080",
        "f08fbfbf",
        "eda080",
        "edbfbf",
        "f4908080",
        "f5808080",
        "ff",
        "fe",
        "636166e9",
        "c3c3a4"
      })
  void whatUnicodeDoesNotKnowIsNone(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    byte[] within = HexFormat.of().parseHex("6162636465666768" + hex + "6162636465666768");

    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isFalse();
    assertThat(Utf8.isValid(within, 0, within.length)).isFalse();
    assertThat(Utf8.isValid(within, 0, Long.BYTES)).isTrue();
  }

  @Test
  void saysWhatTheJdkSaysOfRandomBytes() {
    Random random = new Random(20260329);
    int valid = 0;
    for (int i = 0; i < 300_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(12)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (random.nextBoolean() ? 'a' : 0x80 + random.nextInt(0x80));
      }
      boolean expected = decodes(bytes);
      valid += expected ? 1 : 0;
      assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(expected);
    }
    assertThat(valid).isBetween(10_000, 290_000);
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void bytesThatAreNoTextAreShownAsBytes() {
    assertThat(Utf8.escaped(HexFormat.of().parseHex("636166e9205c"), 0, 6))
        .isEqualTo("caf\\xe9\\x20\\x5c");
  }
}
