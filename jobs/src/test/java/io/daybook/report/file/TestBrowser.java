package io.daybook.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.Programs;
import io.daybook.report.layout.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of reports as a real browser shows them, on a phone and on a desk. */
@Tag("slow")
@Tag("promise")
class TestBrowser {
  private static final Report REPORT = SampleReports.monthly(SampleReports.SYDNEY);

  @TempDir private static Path folder;
  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open() throws Exception {
    Programs.require("chromium");
    browser = Browser.start(folder);
    page = new ReportFiles().make(REPORT, FileFormat.HTML, folder.resolve("made")).path();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void showsEveryFigureAndPictureAndAsksNobodyForAnything(int width) throws Exception {
    browser.show(page, width);
    String shown = FigureRows.spaced(browser.value("document.body.innerText").asText());
    List<List<String>> figures =
        FigureRows.ofXlsx(
            new ReportFiles().make(REPORT, FileFormat.XLSX, folder.resolve("made")).path(), REPORT);
    assertThat(figures).hasSizeGreaterThan(3);
    assertThat(figures).allSatisfy(row -> assertThat(shown).contains(row.get(0), row.get(1)));
    int pictures = browser.value("document.images.length").asInt();
    assertThat(pictures).isEqualTo(REPORT.charts().size()).isPositive();
    assertThat(
            browser
                .value(
                    "Array.from(document.images).filter(each => each.complete"
                        + " && each.naturalWidth > 100 && each.getBoundingClientRect().width > 100"
                        + " && each.alt.length > 0).length")
                .asInt())
        .as("pictures that are seen and described")
        .isEqualTo(pictures);
    assertThat(browser.value("document.scripts.length").asInt()).isZero();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith("data:") || url.equals(page.toUri().toString()));
  }

  /** The other side: what a page must not do would be seen. */
  @Test
  void seesAPageThatFetches() throws Exception {
    Path fetching =
        Files.writeString(
            folder.resolve("fetching.html"),
            "<!DOCTYPE html><html><body><img src=\"http://127.0.0.1:9/pixel.png\"></body></html>");
    browser.show(fetching, 390);
    assertThat(browser.requests()).contains("http://127.0.0.1:9/pixel.png");
  }
}
