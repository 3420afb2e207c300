package io.daybook.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.values.bloomfilter.XxHash;
import org.junit.jupiter.api.Test;

class TestXxHash64 {
  @Test
  void agreesWithAnotherImplementationForEveryLength() {
    XxHash other = new XxHash();
    byte[] bytes = new byte[200];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37 + 11);
    }
    for (int length = 0; length <= 190; length++) {
      byte[] part = java.util.Arrays.copyOfRange(bytes, 7, 7 + length);
      assertThat(XxHash64.hash(bytes, 7, length)).isEqualTo(other.hashBytes(part));
    }
  }

  @Test
  void isTheHashOfTheSpecification() {
    byte[] text = "abc".getBytes(StandardCharsets.UTF_8);
    assertThat(XxHash64.hash(text, 0, 0)).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(XxHash64.hash(text, 0, 3)).isEqualTo(0x44BC2CF5AD770999L);
  }
}
