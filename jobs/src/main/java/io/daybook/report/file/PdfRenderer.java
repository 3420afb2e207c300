package io.daybook.report.file;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLog;
import com.openhtmltopdf.util.XRLogger;
import io.daybook.report.chart.ChartPicture;
import io.daybook.report.chart.Typeface;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Provenance;
import io.daybook.report.layout.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * Tagged PDF (PDF/UA) with embedded fonts, vector charts, bookmarks, repeated headings and page
 * numbers. Dates and identifier come from the release.
 */
final class PdfRenderer implements Renderer {
  /** Rows of a table beyond this are in the other files. */
  static final int CAP = 2_000;

  private final int cap;
  private final String css;

  static {
    XRLog.setLoggerImpl(new LayoutLog());
  }

  PdfRenderer() {
    this(CAP);
  }

  /** With another cap, so that tests need not print 2,000 rows. */
  PdfRenderer(int cap) {
    this.cap = cap;
    this.css = css();
  }

  private static String css() {
    try (InputStream in = PdfRenderer.class.getResourceAsStream("page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("the style sheet is in our own jar", e);
    }
  }

  @Override
  public FileFormat format() {
    return FileFormat.PDF;
  }

  /** What the font can show of a text; remembers whether it could show all. */
  private static final class Printable {
    private boolean lacked;

    String show(String text) {
      String printable = Typeface.REGULAR.printable(text);
      lacked |= !printable.equals(text);
      return printable;
    }
  }

  @Override
  public void render(Report report, OutputStream out) throws IOException {
    Printable printable = new Printable();
    PageText text = PageText.of(report, cap, printable::show);
    String xhtml = new PdfPage(text, () -> printable.lacked, css).xhtml();
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .withHtmlContent(xhtml, null)
            .usePdfUaAccessibility(true)
            .usePdfVersion(1.7f)
            .withProducer("Daybook " + report.provenance().build())
            .useReplacementText("\uFFFD")
            .useObjectDrawerFactory(new Charts(report));
    refuseTheOutside(builder);
    font(builder, Typeface.REGULAR, 400);
    font(builder, Typeface.BOLD, 700);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      try (PDDocument document = renderer.getPdfDocument()) {
        stamp(document, report.provenance());
        document.save(out);
      }
    }
  }

  /** Nothing but what stands in the page itself. */
  private static void refuseTheOutside(PdfRendererBuilder builder) {
    builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
    for (ExternalResourceControlPriority priority : ExternalResourceControlPriority.values()) {
      builder.useExternalResourceAccessControl(
          (uri, type) -> uri != null && uri.startsWith("data:"), priority);
    }
  }

  /** Under the family of the style sheet, and that of boxes which no style sheet reaches. */
  private static void font(PdfRendererBuilder builder, Typeface face, int weight) {
    for (String family : List.of("Report", "serif")) {
      builder.useFont(
          () -> new ByteArrayInputStream(face.file()), family, weight, FontStyle.NORMAL, true);
    }
  }

  /** As dictionary entries, because the library's setters want the old calendar. */
  private static void stamp(PDDocument document, Provenance provenance) {
    PDDocumentInformation information = document.getDocumentInformation();
    String date =
        DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(provenance.dataAsOf());
    information.getCOSObject().setString(COSName.CREATION_DATE, date);
    information.getCOSObject().setString(COSName.MOD_DATE, date);
    information.setCreator("Daybook");
    document.setDocumentId(provenance.release());
  }

  /** Draws charts where the page has their elements. */
  private record Charts(Report report) implements FSObjectDrawerFactory {
    @Override
    public boolean isReplacedObject(Element element) {
      return PdfPage.CHART.equals(element.getAttribute("type"));
    }

    @Override
    public FSObjectDrawer createDrawer(Element element) {
      List<Chart> charts = report.charts();
      Chart chart = charts.get(Integer.parseInt(element.getAttribute("data-index")));
      ChartPicture picture = new ChartPicture(chart, report.formats());
      return (node, x, y, width, height, device, context, dotsPerPixel) -> {
        device.drawWithGraphics(
            (float) x,
            (float) y,
            (float) width / dotsPerPixel,
            (float) height / dotsPerPixel,
            graphics -> {
              graphics.scale(
                  width / dotsPerPixel / ChartPicture.WIDTH,
                  height / dotsPerPixel / ChartPicture.HEIGHT);
              picture.paint(graphics);
            });
        return Map.of();
      };
    }
  }

  @Override
  public void check(Report report, Path file) throws IOException, WrongFile {
    PageText text = PageText.of(report, cap, Typeface.REGULAR::printable);
    try (PdfReading reading = PdfReading.open(file)) {
      new PageCheck(text, Typeface.REGULAR::glyphs).compare(reading.text(), reading.tables());
      reading.requireFigures(report.charts().size());
    }
  }

  /**
   * The layout library's log; it may hold texts of a report and is therefore for debugging only.
   */
  private static final class LayoutLog implements XRLogger {
    private static final Logger log = LoggerFactory.getLogger(LayoutLog.class);

    @Override
    public void log(String where, Level level, String message) {
      log.debug("{} {}: {}", level, where, message);
    }

    @Override
    public void log(String where, Level level, String message, Throwable failure) {
      log.debug("{} {}: {}", level, where, message, failure);
    }

    @Override
    public void setLevel(String logger, Level level) {
      // The level is that of this class's logger.
    }

    @Override
    public boolean isLogLevelEnabled(Diagnostic diagnostic) {
      return log.isDebugEnabled();
    }
  }
}
