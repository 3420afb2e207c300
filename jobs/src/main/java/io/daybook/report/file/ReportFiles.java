package io.daybook.report.file;

import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Report;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Makes the files of reports. A file counts as made when it was opened again and says what its
 * report says; otherwise there is none. Safe for several threads.
 *
 * <p>Failures: REPORT_FILE_FAILED when a file cannot be made, REPORT_FILE_WRONG when it says
 * something else, RES_IO and RES_DISK when it cannot be written; each is the report's alone.
 */
public final class ReportFiles {
  private static final int NAME = 60;

  private final Map<FileFormat, Renderer> renderers = new EnumMap<>(FileFormat.class);
  private final MailRenderer mails = new MailRenderer();

  /** CSV files start without a byte order mark. */
  public ReportFiles() {
    this(false);
  }

  /**
   * Chooses how CSV files start.
   *
   * @param csvByteOrderMark for spreadsheets that guess the encoding
   */
  public ReportFiles(boolean csvByteOrderMark) {
    add(new PdfRenderer());
    add(new XlsxRenderer());
    add(new CsvRenderer(csvByteOrderMark));
    add(new HtmlRenderer());
  }

  private void add(Renderer renderer) {
    renderers.put(renderer.format(), renderer);
  }

  /**
   * Makes a file.
   *
   * @param folder where it goes under its {@link #name}; a file of that name is replaced
   */
  public ReportFile make(Report report, FileFormat format, Path folder) {
    Renderer renderer = renderers.get(format);
    String name = name(report, format);
    Path aside = folder.resolve(name + "." + UUID.randomUUID() + ".aside");
    try {
      try {
        Files.createDirectories(folder);
        ControlTotals.prove(report);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside))) {
          renderer.render(report, out);
        }
        renderer.check(report, aside);
        ReportFile made =
            new ReportFile(folder.resolve(name), format, Sha256.of(aside), Files.size(aside));
        Files.move(aside, made.path(), StandardCopyOption.REPLACE_EXISTING);
        return made;
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (WrongFile e) {
      throw wrong(report, format.name(), e);
    } catch (IOException | UncheckedIOException e) {
      throw unwritten(report, format, folder, e);
    } catch (DaybookException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(report, format.name(), e);
    }
  }

  /** Makes the body of a mail. */
  public MailBody mail(Report report) {
    try {
      ControlTotals.prove(report);
      MailBody body = mails.render(report);
      mails.check(report, body);
      return body;
    } catch (WrongFile e) {
      throw wrong(report, "mail", e);
    } catch (DaybookException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw failed(report, "mail", e);
    }
  }

  /** A file name of plain letters: whose, what, which days. */
  public static String name(Report report, FileFormat format) {
    DateSpan period = report.period();
    return "%s_%s_%s_%s.%s"
        .formatted(
            plain(report.tenant().name(), "tenant"),
            plain(report.title(), "report"),
            period.from(),
            period.last(),
            format.extension());
  }

  private static String plain(String text, String otherwise) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = plain.length() > NAME ? plain.substring(0, NAME) : plain;
    return cut.isEmpty() ? otherwise : cut;
  }

  private static DaybookException wrong(Report report, String what, WrongFile e) {
    return DaybookException.of(
            Code.REPORT_FILE_WRONG,
            "Cannot use the %s of report %s: %s".formatted(what, about(report), e.getMessage()))
        .state("no file was kept; nothing of this report is sent")
        .next("this is a defect of Daybook or of the report's data: tell the operator")
        .cause(e)
        .build();
  }

  private static DaybookException failed(Report report, String what, Throwable e) {
    return DaybookException.of(
            Code.REPORT_FILE_FAILED,
            "Cannot make the %s of report %s: %s"
                .formatted(what, about(report), e.getClass().getSimpleName()))
        .state("no file was kept; nothing of this report is sent")
        .next("see the log for the cause")
        .cause(e)
        .build();
  }

  private static DaybookException unwritten(
      Report report, FileFormat format, Path folder, Exception e) {
    boolean full = String.valueOf(e.getMessage()).contains("No space left");
    return DaybookException.of(
            full ? Code.RES_DISK : Code.RES_IO,
            "Cannot write or read the %s of report %s in %s: %s"
                .formatted(format, about(report), folder, e))
        .state("no file was kept; nothing of this report is sent")
        .next(
            full
                ? "free space there, then run the report again"
                : "mend the folder, then run the report again")
        .cause(e)
        .build();
  }

  /** Names no tenant's words: who may read the log need not be of the tenant. */
  private static String about(Report report) {
    return "%s of tenant %s, release %d"
        .formatted(
            report.provenance().definition(), report.tenant().id(), report.provenance().release());
  }
}
