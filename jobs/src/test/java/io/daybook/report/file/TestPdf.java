package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Rows;
import io.daybook.report.layout.Tenant;
import io.daybook.report.layout.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDContentStream;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestPdf {
  @TempDir private Path folder;

  private static List<Tenant> tenants() {
    return List.of(SampleReports.SYDNEY, SampleReports.SAO_PAULO);
  }

  private Path render(Report report) throws IOException {
    Path file = folder.resolve("report.pdf");
    try (OutputStream out = Files.newOutputStream(file)) {
      new PdfRenderer().render(report, out);
    }
    return file;
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void saysWhatTheReportSays(Tenant tenant) throws Exception {
    Report report = SampleReports.monthly(tenant);
    new PdfRenderer().check(report, render(report));
  }

  @Test
  void isFoundOutWhenItSaysAnythingElse() throws Exception {
    Path file = render(SampleReports.monthly(SampleReports.SYDNEY));
    Report other = SampleReports.monthly(SampleReports.SAO_PAULO);
    assertThatThrownBy(() -> new PdfRenderer().check(other, file)).isInstanceOf(WrongFile.class);
    Report oneRowMore =
        SampleReports.withTable(
            SampleReports.monthly(SampleReports.SYDNEY),
            SampleReports.receivables(true, 41, name -> name));
    assertThatThrownBy(() -> new PdfRenderer().check(oneRowMore, file))
        .isInstanceOf(WrongFile.class);
  }

  @Test
  void embedsItsFontAndNothingElse() throws Exception {
    try (PDDocument document =
        Loader.loadPDF(render(SampleReports.monthly(SampleReports.SYDNEY)).toFile())) {
      for (var page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).isTrue();
          assertThat(font.getName()).contains("Roboto");
        }
      }
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en-AU");
      assertThat(document.getDocumentCatalog().getDocumentOutline().getFirstChild().getTitle())
          .isEqualTo("Revenue booked by day");
    }
  }

  @Test
  void writesDatesThatItsFontHas() throws Exception {
    Tenant sydney = SampleReports.SYDNEY;
    Tenant japan =
        new Tenant(sydney.id(), sydney.name(), sydney.zone(), sydney.currency(), Locale.JAPANESE);
    Report report = SampleReports.monthly(japan);
    try (PDDocument document = Loader.loadPDF(render(report).toFile())) {
      String text = new PDFTextStripper().getText(document);
      assertThat(text).contains("2026-07-01 – 2026-07-31").doesNotContain("\uFFFD");
    }
  }

  @Test
  void drawsChartsAsVectors() throws Exception {
    Report report = SampleReports.monthly(SampleReports.SYDNEY);
    assertThat(report.charts()).isNotEmpty();
    int marks = 0;
    try (PDDocument document = Loader.loadPDF(render(report).toFile())) {
      for (PDPage page : document.getPages()) {
        marks += marks(page);
      }
    }
    assertThat(marks).as("lines and curves, text in charts among them").isGreaterThan(200);
  }

  /** How many lines and curves are drawn; fails where there is a picture of pixels. */
  private static int marks(PDContentStream content) throws IOException {
    int marks = 0;
    for (Object token : new PDFStreamParser(content).parse()) {
      marks += token instanceof Operator operator && operator.getName().matches("[lcvy]") ? 1 : 0;
    }
    PDResources resources = content.getResources();
    if (resources != null) {
      for (COSName name : resources.getXObjectNames()) {
        PDXObject object = resources.getXObject(name);
        assertThat(object).as(name.getName()).isInstanceOf(PDFormXObject.class);
        marks += marks((PDFormXObject) object);
      }
    }
    return marks;
  }

  @Test
  void repeatsHeadingsAndCountsPages() throws Exception {
    Report report =
        SampleReports.withTable(
            SampleReports.monthly(SampleReports.SYDNEY),
            SampleReports.receivables(true, 120, name -> name));
    try (PDDocument document = Loader.loadPDF(render(report).toFile())) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(3);
      for (int page : IntStream.rangeClosed(3, pages).toArray()) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(stripper.getText(document))
            .contains("Page " + page + " of " + pages)
            .contains("Sales and cash, July 2026")
            .contains("Balance (AUD)")
            .contains("Release renoz 214");
      }
    }
  }

  @Test
  void laysWideTablesAcrossThePage() throws Exception {
    List<Column> columns = new ArrayList<>(List.of(Column.text("Customer")));
    List<Cell> row = new ArrayList<>(List.of(Cell.text("Somebody with a rather long name")));
    for (int i = 0; i < 9; i++) {
      columns.add(Column.number("Month " + i, Unit.MONEY));
      row.add(SampleReports.measure("1234567.89"));
    }
    Report report =
        SampleReports.withTable(
            SampleReports.monthly(SampleReports.SYDNEY),
            ReportTable.of("By month", columns, Rows.of(List.of(row))));
    Path file = render(report);
    new PdfRenderer().check(report, file);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      int across = 0;
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        var paper = document.getPage(page).getMediaBox();
        across = paper.getWidth() > paper.getHeight() ? page + 1 : across;
      }
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(across);
      stripper.setEndPage(across);
      assertThat(across).isPositive();
      assertThat(stripper.getText(document)).contains("1,234,567.89 1,234,567.89");
    }
  }

  @Test
  void showsNoEmptyColumnsWhenNothingIsCompared() throws Exception {
    Report full = SampleReports.monthly(SampleReports.SYDNEY);
    Report alone =
        new Report(
            full.title(),
            full.tenant(),
            full.period(),
            Optional.empty(),
            full.provenance(),
            List.of(Figure.of("Orders", Unit.COUNT, Measure.of(412))),
            List.of(),
            List.of(),
            List.of());
    Path file = render(alone);
    new PdfRenderer().check(alone, file);
    try (PdfReading reading = PdfReading.open(file)) {
      assertThat(reading.tables())
          .containsExactly(List.of(List.of("Figure", "Value"), List.of("Orders", "412")));
    }
  }

  @Test
  void capsLongTablesAndSaysWhereTheRestIs() throws Exception {
    Report report =
        SampleReports.withTable(
            SampleReports.monthly(SampleReports.SYDNEY),
            SampleReports.receivables(true, 1_051, name -> name));
    Path file = folder.resolve("capped.pdf");
    PdfRenderer capped = new PdfRenderer(50);
    try (OutputStream out = Files.newOutputStream(file)) {
      capped.render(report, out);
    }
    capped.check(report, file);
    try (PdfReading reading = PdfReading.open(file)) {
      assertThat(PageCheck.characters(reading.text()))
          .contains(
              PageCheck.characters(
                  "50 of 1,051 rows; the XLSX or CSV file of this report has all of them."
                      + " Totals cover all rows."));
      assertThat(reading.tables().get(1)).hasSize(1 + 50 + 1);
    }
  }

  @Test
  void printsATableOfAThousandRows() throws Exception {
    Report report =
        SampleReports.withTable(
            SampleReports.monthly(SampleReports.SYDNEY),
            SampleReports.receivables(true, 1_000, name -> name));
    render(report);
    long start = System.nanoTime();
    Path file = render(report);
    long made = System.nanoTime();
    new PdfRenderer().check(report, file);
    System.out.printf(
        "PDF of 1,000 rows x 8 columns: made in %d ms, checked in %d ms, %d bytes%n",
        (made - start) / 1_000_000, (System.nanoTime() - made) / 1_000_000, Files.size(file));
  }
}
