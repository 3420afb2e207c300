package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Rows;
import io.daybook.report.layout.Tenant;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TestReportFiles {
  @TempDir private Path folder;

  private final ReportFiles files = new ReportFiles();

  private static List<Tenant> tenants() {
    return List.of(SampleReports.SYDNEY, SampleReports.SAO_PAULO);
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void saysEveryFigureAlikeInEveryFormat(Tenant tenant) throws Exception {
    Report report = SampleReports.monthly(tenant);
    List<List<String>> pdf = FigureRows.ofPdf(files.make(report, FileFormat.PDF, folder).path());
    List<List<String>> html =
        FigureRows.ofHtml(Files.readString(files.make(report, FileFormat.HTML, folder).path()));
    List<List<String>> mail = FigureRows.ofHtml(files.mail(report).html());
    List<List<String>> xlsx =
        FigureRows.ofXlsx(files.make(report, FileFormat.XLSX, folder).path(), report);
    List<List<String>> csv =
        FigureRows.ofCsv(files.make(report, FileFormat.CSV, folder).path(), report);

    assertThat(pdf).hasSize(report.figures().size());
    assertThat(html).isEqualTo(pdf);
    assertThat(mail).isEqualTo(pdf);
    assertThat(csv).isEqualTo(xlsx);
    assertThat(numbers(xlsx)).isEqualTo(numbers(pdf));
    for (int i = 0; i < xlsx.size(); i++) {
      assertThat(pdf.get(i).get(0)).startsWith(xlsx.get(i).get(0));
    }
    String plain = FigureRows.spaced(files.mail(report).text());
    xlsx.forEach(row -> assertThat(plain).contains(row.get(0) + ": " + row.get(1)));
  }

  private static List<List<String>> numbers(List<List<String>> rows) {
    return rows.stream().map(row -> row.subList(1, row.size())).toList();
  }

  @Test
  void saysThemInTheLocalesWay() throws Exception {
    assertThat(
            FigureRows.ofPdf(
                files
                    .make(SampleReports.monthly(SampleReports.SYDNEY), FileFormat.PDF, folder)
                    .path()))
        .contains(
            List.of("Cash received", "$978,432.10", "$1,010,288.94", "−$31,856.84", "−3.2%"),
            List.of("Win rate 48 won / 116 decided", "41.4%", "43.5%", "−2.1 pp", "−4.8%"),
            List.of("Storage deployed", "2,184.5 kWh", "2,184.5 kWh", "0.0 kWh", "0.0%"),
            List.of(
                "Customer satisfaction No survey was answered in this period.",
                "n/a",
                "4.4",
                "n/a",
                "n/a"));
    assertThat(
            FigureRows.ofPdf(
                files
                    .make(SampleReports.monthly(SampleReports.SAO_PAULO), FileFormat.PDF, folder)
                    .path()))
        .contains(
            List.of(
                "Caixa recebido", "R$ 978.432,10", "R$ 1.010.288,94", "−R$ 31.856,84", "−3,2%"));
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void namesTheZoneRulesItsDaysWereMadeWith(FileFormat format) throws Exception {
    Path file = files.make(SampleReports.monthly(SampleReports.SYDNEY), format, folder).path();
    assertThat(text(format, file)).contains("Australia/Sydney, rules 2026f");
    Path other = files.make(SampleReports.monthly(SampleReports.SAO_PAULO), format, folder).path();
    assertThat(text(format, other)).contains(", regras 2026f").doesNotContain("rules 2026f");
  }

  private static String text(FileFormat format, Path file) throws Exception {
    if (format == FileFormat.PDF) {
      try (PDDocument document = Loader.loadPDF(file.toFile())) {
        return FigureRows.spaced(new PDFTextStripper().getText(document));
      }
    }
    if (format != FileFormat.XLSX) {
      return Files.readString(file);
    }
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  @Test
  void makesTheSameBytesOfTheSameReport() throws Exception {
    Report report = SampleReports.monthly(SampleReports.SYDNEY);
    Map<FileFormat, byte[]> made = new EnumMap<>(FileFormat.class);
    for (FileFormat format : FileFormat.values()) {
      made.put(format, Files.readAllBytes(files.make(report, format, folder.resolve("a")).path()));
    }
    // Formats keep times by the second: another one must have begun.
    Thread.sleep(1_100);
    Report again = SampleReports.monthly(SampleReports.SYDNEY);
    for (FileFormat format : FileFormat.values()) {
      byte[] first = made.get(format);
      ReportFile second = new ReportFiles().make(again, format, folder.resolve("b"));
      assertThat(Files.readAllBytes(second.path())).as(format.text()).isEqualTo(first);
      assertThat(second.sha256()).isEqualTo(Sha256.of(first));
      assertThat(second.bytes()).isEqualTo(first.length);
    }
  }

  @Test
  void makesTheSameBytesInAProcessWithoutAnyFont() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of(System.getProperty("daybook.home"), "jobs", "jvm.options"),
            "-cp",
            System.getProperty("java.class.path"),
            SampleReports.class.getName(),
            folder.resolve("child").toString());
    builder.environment().put("FONTCONFIG_FILE", "/nonexistent");
    builder.environment().put("FONTCONFIG_PATH", "/nonexistent");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("said.txt"))).isZero();
    for (FileFormat format : FileFormat.values()) {
      ReportFile here =
          files.make(SampleReports.monthly(SampleReports.SYDNEY), format, folder.resolve("here"));
      assertThat(folder.resolve("child").resolve(here.name()))
          .as(format.name())
          .hasSameBinaryContentAs(here.path());
    }
  }

  @Test
  void namesFilesByWhoseAndWhatAndWhen() {
    Report report = SampleReports.monthly(SampleReports.SAO_PAULO);
    assertThat(ReportFiles.name(report, FileFormat.XLSX))
        .isEqualTo("energia-do-vale-ltda_vendas-e-caixa_2026-07-01_2026-07-31.xlsx");
    Tenant tenant = SampleReports.SYDNEY;
    Tenant hostile =
        new Tenant("t", "../../etc\r\nBcc: x", tenant.zone(), tenant.currency(), tenant.locale());
    assertThat(ReportFiles.name(SampleReports.monthly(hostile), FileFormat.PDF))
        .isEqualTo("etc-bcc-x_sales-and-cash_2026-07-01_2026-07-31.pdf");
    Tenant chinese = new Tenant("t", "日本蓄電", tenant.zone(), tenant.currency(), tenant.locale());
    assertThat(ReportFiles.name(SampleReports.monthly(chinese), FileFormat.PDF))
        .startsWith("tenant_");
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void makesNoFileOfATotalThatIsNotTheSum(FileFormat format) throws Exception {
    ReportTable table = SampleReports.receivables(true, 3, name -> name);
    List<Total> totals = new ArrayList<>(table.totals());
    totals.set(4, Total.sum(SampleReports.measure("1.00")));
    Report report =
        SampleReports.withTable(
            SampleReports.monthly(SampleReports.SYDNEY), table.withTotals(totals));
    assertThatThrownBy(() -> files.make(report, format, folder))
        .isInstanceOfSatisfying(
            DaybookException.class, e -> assertThat(e.code()).isEqualTo(Code.REPORT_FILE_WRONG))
        .hasMessageContaining("the total of column 5 of table 1 is not the sum of its rows")
        .hasMessageContaining("no file was kept");
    assertThatThrownBy(() -> files.mail(report)).hasMessageContaining("REPORT-FILE-WRONG");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void makesNoFileOfRowsThatAreNotAsManyAsStated() {
    List<List<Cell>> rows = List.of(List.of(Cell.text("a")), List.of(Cell.text("b")));
    ReportTable table =
        ReportTable.of("Names", List.of(Column.text("Name")), Rows.of(3, rows::stream));
    Report report = SampleReports.withTable(SampleReports.monthly(SampleReports.SYDNEY), table);
    assertThatThrownBy(() -> files.make(report, FileFormat.CSV, folder))
        .hasMessageContaining("table 1 has 2 rows and says 3");
  }

  @Test
  void makesNoFileOfACellThatDoesNotFit() {
    ReportTable table =
        ReportTable.of(
            "Amounts",
            List.of(Column.number("Amount", Unit.MONEY)),
            Rows.of(List.of(List.of(Cell.text("secret")))));
    Report report = SampleReports.withTable(SampleReports.monthly(SampleReports.SYDNEY), table);
    assertThatThrownBy(() -> files.make(report, FileFormat.PDF, folder))
        .hasMessageContaining("REPORT-FILE-FAILED")
        .hasMessageNotContaining("secret");
  }

  @Test
  void saysThatAFolderCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("taken"));
    assertThatThrownBy(
            () -> files.make(SampleReports.monthly(SampleReports.SYDNEY), FileFormat.CSV, file))
        .hasMessageContaining("RES-IO");
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void makesAFileOfAReportWithoutAnything(FileFormat format) {
    Report full = SampleReports.monthly(SampleReports.SYDNEY);
    Report empty =
        new Report(
            "Nothing happened",
            full.tenant(),
            full.period(),
            Optional.empty(),
            full.provenance(),
            List.of(),
            List.of(),
            List.of(ReportTable.of("Orders", full.tables().get(0).columns(), Rows.of(List.of()))),
            List.of());
    assertThat(files.make(empty, format, folder).bytes()).isPositive();
    assertThat(files.mail(empty).text()).contains("Orders: 0 rows");
  }
}
