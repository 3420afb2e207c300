package io.daybook.report.file;

import io.daybook.report.chart.ChartPicture;
import io.daybook.report.layout.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** One page with its pictures inside, for people who keep files rather than mails. */
final class HtmlRenderer implements Renderer {
  private static final int CAP = 2_000;

  @Override
  public FileFormat format() {
    return FileFormat.HTML;
  }

  private static PageText text(Report report) {
    return PageText.of(report, CAP, shown -> shown);
  }

  @Override
  public void render(Report report, OutputStream out) throws IOException {
    String html =
        new HtmlPage(
                text(report),
                chart ->
                    "data:image/png;base64,"
                        + Base64.getEncoder()
                            .encodeToString(
                                new ChartPicture(report.charts().get(chart), report.formats())
                                    .png()))
            .html();
    out.write(html.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void check(Report report, Path file) throws IOException, WrongFile {
    check(text(report), Files.readString(file), "data:image/png;base64,");
  }

  /** Compares a page with what it should say; its pictures must be where they were put. */
  static void check(PageText text, String html, String pictures) throws IOException, WrongFile {
    HtmlReading reading = HtmlReading.of(html);
    new PageCheck(text, PageCheck::characters).compare(reading.text(), reading.tables());
    long found =
        reading.pictures().stream().filter(picture -> picture.startsWith(pictures)).count();
    if (found != text.report().charts().size() || found != reading.pictures().size()) {
      throw new WrongFile("it has %d of %d charts".formatted(found, text.report().charts().size()));
    }
  }
}
