package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.report.layout.Report;
import io.daybook.report.layout.Tenant;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
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
