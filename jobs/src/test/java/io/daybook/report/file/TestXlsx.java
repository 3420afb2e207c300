package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Rows;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestXlsx {
  @TempDir private Path folder;

  private Path make(Report report) {
    return new ReportFiles().make(report, FileFormat.XLSX, folder).path();
  }

  private static List<Row> rows(Path file, int sheet) throws Exception {
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false))) {
      return workbook.getSheets().toList().get(sheet).read();
    }
  }

  private static String part(Path file, String name) throws Exception {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void typesItsCells() throws Exception {
    List<Row> rows = rows(make(SampleReports.monthly(SampleReports.SYDNEY)), 2);
    Row first = rows.get(1);
    assertThat(first.getCell(0).getType()).isEqualTo(CellType.STRING);
    assertThat(first.getCell(0).asString()).isEqualTo("00004100");
    assertThat(first.getCell(2).asDate().toLocalDate()).isEqualTo(LocalDate.of(2026, 4, 6));
    assertThat(first.getCell(2).getDataFormatString()).isEqualTo("dd/mm/yyyy");
    assertThat(first.getCell(4).asNumber()).isEqualByComparingTo("33691.64");
    assertThat(first.getCell(4).getDataFormatString()).startsWith("#,##0.00;");
    assertThat(first.getCell(6).asNumber()).isEqualByComparingTo("0.190");
    assertThat(first.getCell(6).getDataFormatString()).startsWith("0.0%;");
  }

  @Test
  void totalsAsValuesWithTheFormulaBelow() throws Exception {
    List<Row> rows = rows(make(SampleReports.monthly(SampleReports.SYDNEY)), 2);
    Row totals = rows.get(41);
    assertThat(totals.getCell(0).asString()).isEqualTo("Total");
    assertThat(totals.getCell(4).asNumber()).isEqualByComparingTo("920338.17");
    Row formulas = rows.get(42);
    assertThat(formulas.getCell(4).getFormula()).isEqualTo("SUM(E2:E41)");
    assertThat(formulas.getCell(5).getFormula()).isEqualTo("SUM(F2:F41)");
    assertThat(formulas.getOptionalCell(6)).isEmpty();
  }

  @Test
  void hasNoFormulaOverRowsThatAreNotAll() throws Exception {
    ReportTable table = SampleReports.receivables(true, 5, name -> name);
    Report report =
        SampleReports.withTable(
            SampleReports.monthly(SampleReports.SYDNEY), table.withAvailable(17));
    Path file = make(report);
    assertThat(rows(file, 2)).hasSize(1 + 5 + 1);
    assertThat(rows(file, 0))
        .anySatisfy(
            row -> {
              assertThat(row.getCellText(0)).isEqualTo("Receivables by invoice");
              assertThat(row.getCellAsNumber(1)).contains(new BigDecimal("5"));
              assertThat(row.getCellAsNumber(3)).contains(new BigDecimal("17"));
            });
  }

  @Test
  void freezesHeadingsAndFilters() throws Exception {
    String sheet =
        part(make(SampleReports.monthly(SampleReports.SYDNEY)), "xl/worksheets/sheet3.xml");
    assertThat(sheet)
        .contains("ySplit=\"1\"")
        .contains("state=\"frozen\"")
        .contains("<autoFilter ref=\"A1:H41\">");
  }

  @Test
  void wasCreatedWhenItsDataWasTaken() throws Exception {
    assertThat(part(make(SampleReports.monthly(SampleReports.SYDNEY)), "docProps/core.xml"))
        .contains(">2026-07-31T16:04:12Z</dcterms:created>");
  }

  @Test
  void isFoundOutWhenACellIsAnother() throws Exception {
    Report report = SampleReports.monthly(SampleReports.SYDNEY);
    Path file = folder.resolve("other.xlsx");
    try (OutputStream out = Files.newOutputStream(file)) {
      new XlsxRenderer()
          .render(
              SampleReports.withTable(
                  report, SampleReports.receivables(true, 40, name -> name + " ")),
              out);
    }
    assertThatThrownBy(() -> new XlsxRenderer().check(report, file))
        .isInstanceOf(WrongFile.class)
        .hasMessage("cell 2 of row 2 of sheet 3 differs");
  }

  @Test
  void namesSheetsAsSpreadsheetsAllow() {
    Report report = SampleReports.monthly(SampleReports.SYDNEY);
    ReportTable table = report.tables().get(0);
    List<ReportTable> tables =
        List.of(
            titled(table, "A [very] long / title: of a *table* that goes on"),
            titled(table, "A [very] long / title: of a *table* that goes on and on"),
            titled(table, "summary"),
            titled(table, "'quoted'"));
    Report many =
        new Report(
            report.title(),
            report.tenant(),
            report.period(),
            report.comparison(),
            report.provenance(),
            report.figures(),
            report.charts(),
            tables,
            report.notes());
    assertThat(XlsxRenderer.sheetNames(many))
        .doesNotHaveDuplicates()
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(name).hasSizeBetween(1, 31).doesNotContainPattern("[\\[\\]:*?/\\\\]"))
        .contains("summary 2", "quoted");
    assertThat(make(many)).exists();
  }

  private static ReportTable titled(ReportTable table, String title) {
    return new ReportTable(title, table.columns(), table.rows(), table.available(), table.totals());
  }

  /** The texts alone would take more than twice the heap of the process that writes them. */
  @Test
  @Tag("slow")
  void passesRowsThroughWithoutHoldingThem() throws Exception {
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("daybook.home"), "jobs", "jvm.options"),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                ManyRows.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int exit = process.waitFor();
    System.out.print(Files.readString(said));
    assertThat(exit).isZero();
  }

  /** Makes a large workbook in a process of its own. */
  static final class ManyRows {
    private static final long COUNT = 200_000;

    private ManyRows() {}

    public static void main(String[] arguments) {
      ReportTable table =
          ReportTable.of(
                  "Invoices",
                  List.of(
                      Column.text("Invoice"),
                      Column.text("Customer"),
                      Column.day("Day"),
                      Column.moment("Made"),
                      Column.number("Total", Unit.MONEY)),
                  Rows.of(COUNT, () -> LongStream.range(0, COUNT).mapToObj(ManyRows::row)))
              .withTotals(
                  List.of(
                      Total.none(),
                      Total.none(),
                      Total.none(),
                      Total.none(),
                      Total.sum(Measure.of(BigDecimal.valueOf(COUNT * (COUNT - 1) / 2, 2)))));
      Report report = SampleReports.withTable(SampleReports.monthly(SampleReports.SYDNEY), table);
      long start = System.nanoTime();
      ReportFile file = new ReportFiles().make(report, FileFormat.XLSX, Path.of(arguments[0]));
      System.out.printf(
          "XLSX of %d rows x 5 columns in a heap of 48 MB: made and checked in %d ms, %d bytes%n",
          COUNT, (System.nanoTime() - start) / 1_000_000, file.bytes());
    }

    private static List<Cell> row(long i) {
      return List.of(
          Cell.text("INV-%07d".formatted(i)),
          Cell.text("Customer " + "x".repeat(500) + i),
          Cell.day(LocalDate.of(2026, 1, 1).plusDays(i % 365)),
          Cell.moment(Instant.ofEpochSecond(1_780_000_000 + i)),
          Measure.of(BigDecimal.valueOf(i, 2)));
    }
  }
}
