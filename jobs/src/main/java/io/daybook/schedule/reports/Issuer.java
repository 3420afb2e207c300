package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.BookContents;
import io.daybook.delivery.Channel;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.Filing;
import io.daybook.delivery.Message;
import io.daybook.delivery.MessageFile;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.book.Book;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.MailBody;
import io.daybook.report.file.ReportFile;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Report;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Makes the file of a report, keeps it in the book and records one delivery a recipient. Doing it
 * again, after a kill at any place, makes the same file and records what is missing. Safe for
 * several threads.
 */
final class Issuer {
  private final ReportSetup setup;
  private final ReportFiles files = new ReportFiles();

  Issuer(ReportSetup setup) {
    this.setup = requireNonNull(setup, "setup is null");
  }

  /** What came of it. */
  record Issued(String file, long release, int recipients, int recorded) {}

  /**
   * Issues a report, the same to all its recipients: as it was begun, where it was.
   *
   * @param again makes it from another release
   * @param scratch name of the folder that the file is made in; nobody else's at the time
   * @param ensureHeld throws when another process does this now
   */
  Issued issue(
      Issue issue,
      Function<ScheduledReports, MadeReport> again,
      String scratch,
      Runnable ensureHeld) {
    for (; ; ) {
      Issue first = setup.pins().first(issue, setup.reports(), again);
      Optional<Issued> issued = issue(first, scratch, ensureHeld);
      if (issued.isPresent()) {
        return issued.orElseThrow();
      }
    }
  }

  /** Empty when somebody else was faster with another one: then that one counts. */
  private Optional<Issued> issue(Issue issue, String scratch, Runnable ensureHeld) {
    Report report = issue.report();
    FileStore warehouse = setup.warehouses().apply(issue.source());
    Path folder = setup.scratch().resolve(scratch);
    try {
      ReportFile file =
          files.make(
              report,
              FileFormat.valueOf(issue.made().definition().format().toUpperCase(Locale.ROOT)),
              folder);
      MailBody body = files.mail(report);
      setup.reached().accept("made");
      ensureHeld.run();
      new Book(warehouse).keep(file, report);
      setup.reached().accept("kept");
      if (!setup.pins().claim(issue)) {
        return Optional.empty();
      }
      MessageFile attachment =
          MessageFile.of(file.name(), file.format().mediaType(), Files.readAllBytes(file.path()));
      BookContents contents = new BookContents(warehouse);
      int recorded = 0;
      List<DeliveryKey> keys = keys(issue);
      for (DeliveryKey key : keys) {
        ensureHeld.run();
        if (setup.deliveries().record(message(key, report, body, attachment), contents)) {
          recorded++;
        }
        setup.reached().accept("recorded");
      }
      return Optional.of(new Issued(file.name(), issue.release(), keys.size(), recorded));
    } catch (IOException e) {
      throw DaybookException.of(
              Code.RES_IO, "Cannot read a file of a report in " + folder + ": " + e.getMessage())
          .state("nothing of this report is sent that is not recorded already")
          .next("see that the folder can be read and written; it is tried again by itself")
          .cause(e)
          .build();
    } finally {
      remove(folder);
    }
  }

  private static List<DeliveryKey> keys(Issue issue) {
    List<DeliveryKey> keys = new ArrayList<>();
    for (String address : issue.recipients().addresses()) {
      keys.add(key(issue, Channel.EMAIL, address));
    }
    issue.folder().ifPresent(name -> keys.add(key(issue, Channel.FOLDER, name)));
    return keys;
  }

  private static DeliveryKey key(Issue issue, Channel channel, String recipient) {
    return new DeliveryKey(
        issue.source(), issue.tenant(), issue.id(), issue.occurrence(), channel, recipient, 0);
  }

  private static Message message(
      DeliveryKey key, Report report, MailBody body, MessageFile attachment) {
    return new Message(
        key,
        OptionalLong.of(report.provenance().release()),
        new Filing(report.tenant().name(), report.title(), days(report.period())),
        body.subject(),
        body.html(),
        body.text(),
        body.pictures().stream()
            .map(
                picture ->
                    MessageFile.of(picture.contentId(), MailBody.Picture.MEDIA_TYPE, picture.png()))
            .toList(),
        List.of(attachment));
  }

  /** As it sorts in a list of files. */
  private static String days(DateSpan period) {
    return period.days() == 1 ? period.from().toString() : period.from() + " to " + period.last();
  }

  /** What is left is the leavings of a kill, and is replaced by the next attempt. */
  private static void remove(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var made = Files.list(folder)) {
      for (Path file : made.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw DaybookException.of(
              Code.RES_IO, "Cannot remove the files of a report in " + folder + ": " + e)
          .state("the report is recorded where it says so in the ledger")
          .next("see that the folder can be written; it is tried again by itself")
          .cause(e)
          .build();
    }
  }
}
