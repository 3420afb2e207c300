package io.daybook.cli;

import io.daybook.assembly.Reports;
import io.daybook.config.DeliveryConfig;
import io.daybook.config.DeliveryMode;
import io.daybook.config.SmtpConfig;
import io.daybook.delivery.BookContents;
import io.daybook.delivery.Dispatcher;
import io.daybook.delivery.DispatcherSetup;
import io.daybook.delivery.LiveConfirmations;
import io.daybook.delivery.Tally;
import io.daybook.demo.Mailbox;
import io.daybook.report.ReleaseReports;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.schedule.reports.ReportsNow;
import io.daybook.schedule.reports.ReportsNow.What;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues the demo's reports and delivers them as real ones are, to nobody real: mails go to a
 * mailbox on the loopback, whatever the configuration says, and only the invented organisations are
 * confirmed to be live.
 */
final class DemoPost {
  private static final Logger log = LoggerFactory.getLogger(DemoPost.class);

  private static final String FOLDER = "reports";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Session session;
  private final State state;
  private final String source;
  private final Set<String> tenants = new TreeSet<>();

  DemoPost(Session session, State state, String source) {
    this.session = session;
    this.state = state;
    this.source = source;
  }

  /** One folder an organisation. */
  Path folder() {
    return directory().resolve("live").resolve(FOLDER);
  }

  /** One folder a recipient. */
  Path mailbox() {
    return session.config().directory().resolve("demo-mailbox");
  }

  private Path directory() {
    return session.config().directory().resolve("demo-delivered");
  }

  /** Makes every report of the release and records who gets it. */
  String issue(Manifest release) {
    List<ReportsNow.Line> lines;
    try (ReleaseReports reports = Reports.of(session.installation(), release)) {
      reports.scheduled().rows().stream().map(ReportRow::tenant).forEach(tenants::add);
      lines =
          new ReportsNow(Reports.issuing(session.installation(), state))
              .issue(reports, reports.scheduled().rows(), Optional.of(FOLDER));
    }
    return "%d files, %d messages to send, %d held, %d that cannot be made"
        .formatted(
            count(lines, What.ISSUED),
            lines.stream().mapToInt(ReportsNow.Line::recorded).sum(),
            count(lines, What.HELD),
            count(lines, What.FAILED));
  }

  private static long count(List<ReportsNow.Line> lines, What what) {
    return lines.stream().filter(line -> line.what() == what).count();
  }

  /** Hands over what is recorded. */
  String deliver() throws InterruptedException {
    LiveConfirmations confirmations = new LiveConfirmations(state.database(), session.clock());
    for (String tenant : tenants) {
      Optional<String> one = Optional.of(tenant);
      confirmations.confirm(source, one, LiveConfirmations.phrase(source, one), "daybook demo");
    }
    BookContents book = new BookContents(session.installation().files(source));
    try (Mailbox mailbox = Mailbox.open(mailbox());
        Dispatcher dispatcher =
            new Dispatcher(
                DispatcherSetup.of(
                    state.database(),
                    any -> book,
                    config(mailbox),
                    problem -> log.warn("{}", problem.getMessage()),
                    session.clock()))) {
      Tally tally = dispatcher.drain();
      return tally.sent() == 0
          ? tally.toString()
          : "%s: %d mails, the others into a folder".formatted(tally, mailbox.received());
    }
  }

  /** Nothing of it comes from a file: no other server can be meant. */
  private DeliveryConfig config(Mailbox mailbox) {
    return new DeliveryConfig(
        Optional.of("Daybook demo <reports@daybook.example>"),
        Optional.of(
            new SmtpConfig(
                mailbox.host(),
                mailbox.port(),
                Optional.empty(),
                Optional.empty(),
                SmtpConfig.Tls.NONE,
                PATIENCE,
                PATIENCE)),
        directory(),
        Optional.empty(),
        Set.of(),
        DeliveryConfig.DEFAULT_LARGEST,
        DeliveryConfig.DEFAULT_GIVE_UP_AFTER,
        Map.of(
            source,
            new DeliveryConfig.Modes(
                DeliveryMode.SHADOW,
                tenants.stream()
                    .collect(Collectors.toMap(tenant -> tenant, tenant -> DeliveryMode.LIVE)))));
  }
}
