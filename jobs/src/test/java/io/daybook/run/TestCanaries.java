package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.PlainText;
import io.daybook.audience.Asker;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.MailRound;
import io.daybook.delivery.smtp.ScriptedSmtpServer;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.report.ReleaseReports;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFile;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.issue.Asked;
import io.daybook.report.issue.Made;
import io.daybook.report.issue.Scope;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Report;
import io.daybook.report.metric.Subject;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.schedule.reports.Pins;
import io.daybook.schedule.reports.ReleasedReports;
import io.daybook.schedule.reports.ReportSetup;
import io.daybook.schedule.reports.ReportsNow;
import io.daybook.schema.DataType;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What marks the texts of one tenant is in no row, file or mail of another, although rows of
 * tenants name each other.
 */
class TestCanaries {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void areInNoRowOfAnother(String source) throws SQLException {
    try (MarkedNight night = MarkedNight.of(source)) {
      requireRows(night);
    }
  }

  /** Of the two tenants whose rows name each other on every path. */
  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void areInNoFileOfAnother(String source) throws SQLException, IOException {
    try (MarkedNight night = MarkedNight.of(source)) {
      Set<String> astray =
          night.night.planted.stream()
              .filter(each -> each.name().endsWith(".cross_tenant"))
              .map(each -> String.valueOf(each.tenant().orElseThrow()))
              .collect(Collectors.toSet());
      assertThat(astray).hasSize(2);
      requireFiles(night, astray);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void areInNoMailToAnother(String source) throws Exception {
    try (MarkedNight night = MarkedNight.of(source)) {
      requireMails(night);
    }
  }

  @Tag("slow")
  @Tag("promise")
  @ParameterizedTest
  @CsvSource({"renoz, 2", "crm, 9", "thorbis, 9"})
  void areInNothingOfAnother(String source, int tenants) throws Exception {
    try (MarkedNight night = MarkedNight.of(source)) {
      requireRows(night);
      requireFiles(night, tenants(night, tenants));
      requireMails(night);
    }
  }

  /** Some of those that get reports: Renoz has sixty lists for each. */
  private static Set<String> tenants(MarkedNight night, int most) {
    try (ReleaseReports reports = night.reports()) {
      return night.canaries.tenants().stream()
          .filter(each -> reports.audience().organisations().obstacle(each).isEmpty())
          .limit(most)
          .collect(Collectors.toSet());
    }
  }

  /** Two-sided: were a row another's, it would be found, and so in every dataset with a mark. */
  private static void requireRows(MarkedNight night) throws SQLException {
    int withMarks = 0;
    List<String> nobodys = new ArrayList<>();
    for (String dataset : atLeastOne(night.datasets())) {
      MarkedNight.Marked rows = night.rows(dataset);
      assertThat(rows.strange()).as(dataset).isZero();
      assertThat(night.misplaced(dataset))
          .as(dataset)
          .isEqualTo(new MarkedNight.Marked(0, rows.own(), 0));
      withMarks += rows.own() > 0 ? 1 : 0;
      if (rows.nobodys() > 0) {
        nobodys.add(dataset);
      }
    }
    assertThat(withMarks).as("datasets with marks").isGreaterThan(30);
    assertThat(nobodys)
        .as("for who runs the platform, and in no tenant's file")
        .isSubsetOf("marts.business_groups");
  }

  private void requireFiles(MarkedNight night, Set<String> tenants)
      throws SQLException, IOException {
    try (ReleaseReports reports = night.reports()) {
      List<Report> all = new ArrayList<>(scheduled(night, reports, tenants));
      all.addAll(lists(night, reports, tenants));
      Set<String> saying = new TreeSet<>();
      ReportFiles files = new ReportFiles();
      for (int i = 0; i < all.size(); i++) {
        Report report = all.get(i);
        String tenant = report.tenant().id();
        Optional<String> cell = marked(report, night.canaries.of(tenant));
        cell.ifPresent(any -> saying.add(report.title()));
        for (FileFormat format : FileFormat.values()) {
          ReportFile file = files.make(report, format, directory.resolve("file" + i));
          String text = PlainText.ofFile(file.name(), Files.readAllBytes(file.path())).text();
          night.canaries.requireSeparate(file.path().toString(), text, tenant);
          cell.ifPresent(
              shown ->
                  assertThat(text.replaceAll("\\s", ""))
                      .as(file.path() + " says what its table does")
                      .contains(shown.replaceAll("\\s", "")));
        }
      }
      assertThat(saying).as("reports whose rows are marked").hasSizeGreaterThan(1);
    }
  }

  /** A text of the report's first rows that is marked and that every format writes as it is. */
  private static Optional<String> marked(Report report, String mark) {
    return report.tables().stream()
        .flatMap(table -> table.open().limit(5).flatMap(List::stream))
        .filter(Cell.Text.class::isInstance)
        .map(cell -> ((Cell.Text) cell).text())
        .filter(text -> text.endsWith(" · " + mark) && text.matches("[A-Za-z0-9 ·-]+"))
        .findFirst();
  }

  /** Every scheduled report as every role sees it; who sees the same gets the same. */
  private static List<Report> scheduled(
      MarkedNight night, ReleaseReports reports, Set<String> tenants) {
    List<Report> made = new ArrayList<>();
    for (ReportRow row : reports.scheduled().rows()) {
      if (!tenants.contains(row.tenant())) {
        continue;
      }
      Asked asked = reports.scheduled().asked(row.id()).orElseThrow();
      Optional<LocalDate> today = reports.today(row.tenant());
      Set<Scope> scopes = new LinkedHashSet<>();
      for (String role : night.metrics().roles().areas().keySet()) {
        asked.scope(reports.audience().inRole(row.tenant(), role)).ifPresent(scopes::add);
      }
      for (Scope scope : scopes) {
        today
            .map(day -> asked.make(scope, day))
            .filter(Made.Ready.class::isInstance)
            .ifPresent(ready -> made.add(((Made.Ready) ready).content()));
      }
    }
    return atLeastOne(made);
  }

  /** Every dataset that shows texts, with all of them, as a list to who may see it. */
  private static List<Report> lists(
      MarkedNight night, ReleaseReports reports, Set<String> tenants) {
    List<Report> made = new ArrayList<>();
    for (String tenant : new TreeSet<>(tenants)) {
      if (reports.audience().organisations().obstacle(tenant).isEmpty()) {
        LocalDate last = reports.today(tenant).orElseThrow().minusDays(1);
        Asker asker = reports.audience().inRole(tenant, night.metrics().roles().answering().get(0));
        for (Subject subject : night.metrics().subjects().values()) {
          String columns =
              subject.fields().values().stream()
                  .filter(field -> field.type().kind() == DataType.Kind.TEXT)
                  .map(field -> '"' + field.column() + '"')
                  .collect(Collectors.joining(", "));
          if (!columns.isEmpty()) {
            String period =
                subject.date().isPresent()
                    ? ", \"period\": {\"from\": \"%s\", \"to\": \"%s\"}"
                        .formatted(last.minusYears(10), last)
                    : "";
            Made answer =
                reports
                    .custom()
                    .ask(
                        subject.title(),
                        "{\"source\": \"%s\", \"columns\": [%s]%s}"
                            .formatted(subject.name(), columns, period),
                        asker);
            assertThat(answer).as(subject.name()).isInstanceOf(Made.Ready.class);
            made.add(((Made.Ready) answer).content());
          }
        }
      }
    }
    return atLeastOne(made);
  }

  private void requireMails(MarkedNight night) throws Exception {
    TestPostgres database = TestPostgres.database();
    Clock clock = Clock.systemUTC();
    FileStore book = FileStore.open(directory.resolve("book").toString());
    List<DaybookException> alerts = new ArrayList<>();
    try (ReleaseReports reports = night.reports();
        State state =
            State.open(
                StateSettings.server(database.url(), database.user(), database.password()), clock);
        ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
      Deliveries deliveries = new Deliveries(state.database(), clock);
      new ReportsNow(
              ReportSetup.of(
                  new ReleasedReports(any -> night.night.files(), any -> reports),
                  deliveries,
                  new Pins(state.database(), clock),
                  any -> book,
                  directory.resolve("scratch"),
                  clock))
          .issue(reports, reports.scheduled().rows(), Optional.empty());
      MailRound mails = new MailRound(state, clock, night.night.model.name(), book, alerts::add);
      mails.confirm();
      mails.deliver(server.port(), directory.resolve("delivered"));
      Map<String, Delivery> byId =
          deliveries.list(Optional.empty(), Optional.empty(), 10_000).stream()
              .collect(Collectors.toMap(each -> each.key().hash(), each -> each));
      Set<String> formats = new TreeSet<>();
      Set<String> tenants = new TreeSet<>();
      for (ScriptedSmtpServer.Accepted mail : atLeastOne(server.accepted())) {
        String id = mail.header("Message-ID");
        Delivery delivery = byId.get(id.substring(1, id.indexOf('@')));
        PlainText plain = PlainText.ofMail(mail.message());
        night.canaries.requireSeparate(delivery.subject(), plain.text(), delivery.key().tenant());
        formats.addAll(plain.formats());
        tenants.add(delivery.key().tenant());
      }
      assertThat(server.accepted()).hasSameSizeAs(byId.values());
      assertThat(tenants).hasSizeGreaterThan(3);
      assertThat(formats).contains("csv", "pdf");
      assertThat(alerts).isEmpty();
    }
  }
}
