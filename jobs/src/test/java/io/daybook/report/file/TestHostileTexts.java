package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.Provenance;
import io.daybook.report.layout.Ratio;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Rows;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Tenant;
import io.daybook.report.layout.Unit;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that somebody typed into the source to see what happens, in every field at once. */
class TestHostileTexts {
  @TempDir private Path folder;

  private static List<String> texts() {
    return List.of(
        "line\r\nBcc: victim@example.com\nnext\rlast",
        "\u202Egnp.exe\u202C \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
        "emoji \uD83D\uDE80 family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 half \uD83D end",
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
        "\t=1+1",
        "\"=1+1\"",
        "'=1+1",
        "\uFF1D1+1",
        "<script>alert(1)</script><img src=\"http://169.254.169.254/x\"/>",
        "</style></table><object data='file:///etc/passwd'/>",
        "&lt;b&gt; &amp; &#x41; ]]> <!-- ",
        "\"); content: url(http://example.com/x); @import 'http://example.com/y'; (\"",
        "a,b;\"c\"\td",
        "control \u0000\u0001\u0008\u000B\u001B[31m\u007F\u0085 end",
        "\uFEFF\u200B\u2028\u2029\uFFFE\uFFFF end",
        "_x000D_ _x005F_ _x0041_",
        "combining e\u0301\u0323 a\u030A o\uFB01ce \u2126 \u00B5 \u212B",
        "  spaces at both ends  ",
        "%s %d %n {} ${jndi:ldap://example.com/x} #{1+1} {{7*7}}",
        "x".repeat(10_000),
        "word ".repeat(2_000));
  }

  private static Report everywhere(String text) {
    Tenant tenant =
        new Tenant(
            "t-1",
            text,
            SampleReports.SYDNEY.zone(),
            SampleReports.SYDNEY.currency(),
            SampleReports.SYDNEY.locale());
    Measure missing = Measure.unavailable(text);
    Ratio ratio =
        new Ratio(
            new Ratio.Part(text, Unit.COUNT, BigDecimal.ONE),
            new Ratio.Part(text, Unit.COUNT, BigDecimal.TEN));
    Series series =
        new Series(
            SampleReports.JULY,
            List.of(new Series.Point(SampleReports.JULY.from(), BigDecimal.TEN)));
    ReportTable table =
        ReportTable.of(
            text,
            List.of(Column.text(text), Column.number(text, Unit.MONEY), Column.text("Key")),
            Rows.of(
                List.of(
                    List.of(Cell.text(text), SampleReports.measure("-1.50"), Cell.text("00012")),
                    List.of(Cell.text("plain"), missing, Cell.text(text)))));
    return new Report(
        text,
        tenant,
        SampleReports.JULY,
        Optional.of(SampleReports.JUNE),
        new Provenance(text, 7, SampleReports.FROM.dataAsOf(), Optional.of(text), text, text),
        List.of(
            Figure.of(text, Unit.MONEY, SampleReports.measure("-12.34"))
                .withComparison(missing)
                .withRatio(ratio),
            Figure.of(text, Unit.COUNT, missing)),
        List.of(Chart.of(Chart.Kind.LINE, text, Unit.MONEY, Series.Step.DAY, series)),
        List.of(table),
        List.of(new Note(Note.Kind.LATE, text), new Note(Note.Kind.DEFINITION, text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void areNothingButTexts(String text) throws Exception {
    Report report = everywhere(text);
    ReportFiles files = new ReportFiles();
    for (FileFormat format : FileFormat.values()) {
      assertThat(files.make(report, format, folder).bytes()).isPositive();
    }
    MailBody mail = files.mail(report);
    assertThat(mail.subject().length()).isLessThanOrEqualTo(180);
    assertThat(mail.subject().chars()).noneMatch(Character::isISOControl);
    HtmlReading page = HtmlReading.of(mail.html());
    assertThat(page.document().getElementsByTagName("script").getLength()).isZero();
    assertThat(page.document().getElementsByTagName("object").getLength()).isZero();
    assertThat(page.pictures()).hasSize(1).allMatch(picture -> picture.startsWith("cid:chart-1."));
    noFormulas(files.make(report, FileFormat.XLSX, folder).path());
  }

  private static void noFormulas(Path workbook) throws Exception {
    try (ReadableWorkbook read = new ReadableWorkbook(workbook.toFile())) {
      List<CellType> types = new ArrayList<>();
      for (var sheet : read.getSheets().toList()) {
        for (var row : sheet.read()) {
          row.stream().filter(cell -> cell != null).forEach(cell -> types.add(cell.getType()));
        }
      }
      assertThat(types).contains(CellType.STRING).doesNotContain(CellType.FORMULA);
    }
  }

  @Test
  void areNoFormulasInCsv() throws Exception {
    Path file = new ReportFiles().make(everywhere("=1+1"), FileFormat.CSV, folder).path();
    List<List<String>> records = new ArrayList<>();
    try (CsvRecords reader = new CsvRecords(Files.newBufferedReader(file))) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        records.add(next.get());
      }
    }
    assertThat(records)
        .allSatisfy(
            fields ->
                assertThat(fields)
                    .allMatch(field -> field.isEmpty() || "=+@".indexOf(field.charAt(0)) < 0))
        .anySatisfy(fields -> assertThat(fields).startsWith("'=1+1", "-1.50", "00012"));
  }

  @Test
  void keepIdentifiersAsTheyAreInXlsx() throws Exception {
    Path file = new ReportFiles().make(everywhere("A"), FileFormat.XLSX, folder).path();
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
      var row = workbook.getSheets().toList().get(2).read().get(1);
      assertThat(row.getCell(2).getType()).isEqualTo(CellType.STRING);
      assertThat(row.getCell(2).asString()).isEqualTo("00012");
      assertThat(row.getCell(1).getType()).isEqualTo(CellType.NUMBER);
      assertThat(row.getCell(1).asNumber()).isEqualByComparingTo("-1.50");
    }
  }
}
