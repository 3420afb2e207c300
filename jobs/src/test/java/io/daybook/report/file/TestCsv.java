package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.report.layout.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCsv {
  @TempDir private Path folder;

  private final Report report = SampleReports.monthly(SampleReports.SAO_PAULO);

  private Path render(boolean byteOrderMark) throws IOException {
    Path file = folder.resolve("report.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      new CsvRenderer(byteOrderMark).render(report, out);
    }
    return file;
  }

  private static List<List<String>> parse(String csv) throws IOException {
    List<List<String>> records = new ArrayList<>();
    try (CsvRecords reader = new CsvRecords(new StringReader(csv))) {
      for (Optional<List<String>> next = reader.next(); next.isPresent(); next = reader.next()) {
        records.add(next.get());
      }
    }
    return records;
  }

  @Test
  void writesPlainNumbersAndIsoDatesWhateverTheLocale() throws IOException {
    assertThat(Files.readString(render(false)))
        .contains("\r\nCaixa recebido,BRL,978432.10,1010288.94,-31856.84,-3.2,")
        .contains(
            "\r\n\"00004100\",Alinta Grove Estate,2026-04-06,116,33691.64,27290.23,19.0,\"90+\",")
        .contains("\r\nDados de,2026-07-31T13:04:12-03:00,");
  }

  @Test
  void givesEveryRecordTheSameNumberOfFields() throws IOException {
    assertThat(parse(Files.readString(render(false)))).extracting(List::size).containsOnly(14);
  }

  @Test
  void startsWithAByteOrderMarkOnlyIfAsked() throws Exception {
    Path file = render(true);
    assertThat(Files.readAllBytes(file)).startsWith(0xEF, 0xBB, 0xBF);
    new CsvRenderer(true).check(report, file);
    assertThatThrownBy(() -> new CsvRenderer(false).check(report, file))
        .isInstanceOf(IOException.class);
    assertThat(Files.readAllBytes(render(false)))
        .startsWith("\"Vendas".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isFoundOutWhenADigitIsAnother() throws Exception {
    Path file = render(false);
    Files.writeString(file, Files.readString(file).replace("27290.23", "27290.24"));
    assertThatThrownBy(() -> new CsvRenderer(false).check(report, file))
        .isInstanceOf(WrongFile.class)
        .hasMessageStartingWith("field 6 of record ");
  }

  @Test
  void isFoundOutWhenItIsCutOrGoesOn() throws Exception {
    Path file = render(false);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 40));
    assertThatThrownBy(() -> new CsvRenderer(false).check(report, file))
        .isInstanceOf(WrongFile.class);
    Files.writeString(file, whole + ",,,,,,,,,,,,,\r\n");
    assertThatThrownBy(() -> new CsvRenderer(false).check(report, file))
        .isInstanceOf(WrongFile.class)
        .hasMessage("it goes on after its last record");
  }

  @Test
  void readsWhatTheRfcKnows() throws IOException {
    assertThat(parse("a,\"b,\"\"c\"\"\r\nd\",\r\n,,\"\"\r\n"))
        .containsExactly(List.of("a", "b,\"c\"\r\nd", ""), List.of("", "", ""));
    assertThat(parse("")).isEmpty();
    assertThat(parse("a")).containsExactly(List.of("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b\r\n", "\"a\"b\r\n", "\"a", "a\nb\r\n", "a\rb\r\n"})
  void refusesWhatTheRfcDoesNotKnow(String csv) {
    assertThatThrownBy(() -> parse(csv)).isInstanceOf(IOException.class);
  }
}
