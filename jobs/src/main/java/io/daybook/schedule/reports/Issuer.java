package io.daybook.schedule.reports;

import static java.util.Objects.requireNonNull;

import io.daybook.delivery.BookContents;
import io.daybook.delivery.Channel;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.Filing;
import io.daybook.delivery.Message;
import io.daybook.delivery.MessageFile;
import io.daybook.disk.Folders;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.report.ReleaseReports;
import io.daybook.report.book.Book;
import io.daybook.report.file.MailBody;
import io.daybook.report.file.ReportFile;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Report;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Makes the files of a report, keeps them in the book and records one delivery a recipient. Doing
 * it again, after a kill at any place, makes the same files and records what is missing. Safe for
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
   * Issues a report, as it was begun where it was: who may see the same gets the same file.
   *
   * @param again makes it from another release; empty where that cannot be
   * @param scratch name of the folder that files are made in; nobody else's at the time
   * @param ensureHeld throws when another process does this now
   */
  Issued issue(
      Issue issue,
      Function<ReleaseReports, Optional<Issue>> again,
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

  /** One copy, made and kept. */
  private record File(
      Copies.Copy copy, Report report, ReportFile file, MailBody body, MessageFile attachment) {}

  /** Empty when somebody else was faster with another one: then that one counts. */
  private Optional<Issued> issue(Issue issue, String scratch, Runnable ensureHeld) {
    FileStore warehouse = setup.warehouses().apply(issue.source());
    Path folder = setup.scratch().resolve(scratch);
    try {
      List<File> made = new ArrayList<>();
      for (Copies.Copy copy : issue.copies()) {
        made.add(make(copy, issue.report(copy), folder.resolve(Integer.toString(made.size()))));
      }
      setup.reached().accept("made");
      ensureHeld.run();
      for (File each : made) {
        new Book(warehouse).keep(each.file(), each.report());
      }
      setup.reached().accept("kept");
      if (!setup.pins().claim(issue)) {
        return Optional.empty();
      }
      BookContents contents = new BookContents(warehouse);
      int recorded = 0;
      int recipients = 0;
      for (File each : made) {
        for (DeliveryKey key : keys(issue, each.copy().share())) {
          ensureHeld.run();
          recipients++;
          if (setup
              .deliveries()
              .record(message(key, each.report(), each.body(), each.attachment()), contents)) {
            recorded++;
          }
          setup.reached().accept("recorded");
        }
      }
      return Optional.of(
          new Issued(made.get(0).file().name(), issue.release(), recipients, recorded));
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

  private File make(Copies.Copy copy, Report report, Path folder) throws IOException {
    ReportFile file = files.make(report, copy.issuable().format(), folder);
    return new File(
        copy,
        report,
        file,
        files.mail(report),
        MessageFile.of(file.name(), file.format().mediaType(), Files.readAllBytes(file.path())));
  }

  private static List<DeliveryKey> keys(Issue issue, Readers.Share share) {
    List<DeliveryKey> keys = new ArrayList<>();
    for (String address : share.addresses()) {
      keys.add(key(issue, Channel.EMAIL, address));
    }
    share.folder().ifPresent(name -> keys.add(key(issue, Channel.FOLDER, name)));
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
    try {
      Folders.delete(folder);
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
