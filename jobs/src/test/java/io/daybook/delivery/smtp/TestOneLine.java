package io.daybook.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestOneLine {
  @ParameterizedTest
  @CsvSource({
    "revenue.csv, revenue.csv",
    "../../revenue.csv, __.._revenue.csv",
    "a:b*c?d|e<f>g, a_b_c_d_e_f_g",
    "CON.pdf, _CON.pdf",
    "lpt1, _lpt1",
    "console.pdf, console.pdf",
    "'ends. . ', ends",
    "'', _",
    "..., _"
  })
  void namesFilesAsEveryFileSystemTakesThem(String text, String name) {
    assertThat(OneLine.fileName(text)).isEqualTo(name);
  }

  @Test
  void cutsByBytesAndKeepsTheExtension() {
    String name = OneLine.fileName("日本".repeat(100) + ".xlsx");
    assertThat(name).endsWith("日本.xlsx");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(145, 150);
    assertThat(OneLine.folderName("😀".repeat(100), 81).getBytes(StandardCharsets.UTF_8))
        .as("no half of a character")
        .hasSize(80);
  }

  @Test
  void writesLettersInOneWay() {
    assertThat(OneLine.fileName("Bu\u0308cher")).isEqualTo("B\u00fccher");
  }
}
