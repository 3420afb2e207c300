package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.calendar.PeriodKind;
import io.daybook.demo.DemoTenant;
import io.daybook.demo.Oracle;
import io.daybook.fact.TenantColumns;
import io.daybook.fact.ZoneOffsets;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Report;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.Metrics;
import io.daybook.report.scheduled.MadeReport;
import io.daybook.report.scheduled.Recipients;
import io.daybook.report.scheduled.ReportDefinition;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tenants get: the oracle's numbers, of their own rows, in their own days. */
class TestScheduledReports {
  @TempDir static Path directory;

  private static NightFixture fixture;
  private static Manifest release;
  private static ScheduledReports reports;
  private static Metrics metrics;

  @BeforeAll
  static void makeARelease() throws SQLException, IOException {
    fixture = NightFixture.open(directory, 21);
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          update scheduled_reports
          set metrics = '{"metrics": ["revenu", "revenue"], "comparisonPeriod": "last_week"}'
          where id = (
              select id from scheduled_reports where is_active
              order by organization_id, id limit 1
          )
          """);
      // all metrics, so that each of them is proved
      statement.execute(
          """
          update scheduled_reports
          set metrics = '{"metrics": ["revenue", "revenue_with_tax", "orders_count",
              "average_order_value", "revenue_delivered", "revenue_recognised", "revenue_cash",
              "customer_count", "pipeline_value", "forecasted_revenue", "won_revenue",
              "lost_revenue", "win_rate", "claim_count", "warranty_count", "kwh_deployed",
              "warranty_value", "avg_health_score", "sla_compliance"],
              "includeCharts": true, "comparisonPeriod": "previous_period"}'
          where not metrics ? 'comparisonPeriod' or metrics ->> 'comparisonPeriod' <> 'last_week'
          """);
    }
    release = fixture.run("duckdb");
    Models models = Models.load(NightFixture.HOME.resolve("sql"), fixture.model);
    metrics = Metrics.load(NightFixture.HOME.resolve("sql"), "renoz", models.schemas());
    Files.createDirectories(directory.resolve("cache/renoz/999"));
    Files.writeString(directory.resolve("cache/renoz/999/old.duckdb"), "of a release that is gone");
    reports =
        ScheduledReports.load(
            fixture.files(),
            release,
            NightFixture.HOME.resolve("sql"),
            metrics,
            directory.resolve("cache"),
            TenantColumns.name(fixture.model));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void keepsWhatTenantsMaySeeNoLongerThanTheRelease() {
    assertThat(made()).isNotEmpty();
    assertThat(directory.resolve("cache/renoz/999")).doesNotExist();
    assertThat(directory.resolve("cache/renoz/" + release.release())).isNotEmptyDirectory();
  }

  @Test
  void everyFigureIsTheOracles() throws SQLException {
    int compared = 0;
    for (MadeReport.Made made : made()) {
      Report report = made.report();
      Map<String, BigDecimal> now = oracle(report, report.period());
      Map<String, BigDecimal> before = oracle(report, report.comparison().orElseThrow());
      for (int i = 0; i < report.figures().size(); i++) {
        Figure figure = report.figures().get(i);
        String metric = made.definition().metrics().get(i);
        if (now.containsKey(metric)) {
          requireSame(report, figure, metric, figure.value().number(), now.get(metric));
          requireSame(
              report,
              figure,
              metric,
              figure.comparison().orElseThrow().number(),
              before.get(metric));
          compared += 2;
        }
      }
    }
    assertThat(compared).isGreaterThan(400);
  }

  private static void requireSame(
      Report report, Figure figure, String metric, Optional<BigDecimal> value, BigDecimal oracle) {
    String what =
        "%s of %s, %s".formatted(metric, report.tenant().name(), report.period().toString());
    if (oracle == null) {
      assertThat(value).as(what).isEmpty();
    } else {
      assertThat(value).as(what).isPresent();
      BigDecimal shown = figure.unit().round(oracle, figure.decimals());
      assertThat(value.get()).as(what).isEqualByComparingTo(shown);
    }
  }

  private static Map<String, BigDecimal> oracle(Report report, DateSpan days) throws SQLException {
    try (Connection owner = fixture.database.connect()) {
      if (!isPrepared) {
        Oracle.prepare(owner, ZoneOffsets.ofJdk().rows());
        isPrepared = true;
      }
      String sql =
          Oracle.sql("metrics", release.asOf())
              .replace(":tenant", report.tenant().id())
              .replace(":from", days.from().toString())
              .replace(":until", days.until().toString())
              .replace(
                  ":cut", days.until().atStartOfDay(report.tenant().zone()).toInstant().toString());
      Map<String, BigDecimal> values = new HashMap<>();
      for (List<Object> row : Oracle.query(owner, sql)) {
        values.put((String) row.get(0), (BigDecimal) row.get(1));
      }
      assertThat(values).hasSize(16);
      return values;
    }
  }

  private static boolean isPrepared;

  @Test
  void aBrokenRowFailsAloneWithAllItsProblems() {
    List<MadeReport.Failed> failed = new ArrayList<>();
    for (ReportRow row : reports.rows()) {
      if (reports.make(row) instanceof MadeReport.Failed one) {
        failed.add(one);
      }
    }
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).reason())
        .isEqualTo(
            "metrics /metrics: there is no metric revenu, did you mean revenue?;"
                + " metrics /comparisonPeriod: last_week is none of previous_period, previous_year,"
                + " none");
  }

  @Test
  void holdsWhatNobodyCanDateAndWhatIsDeleted() {
    Map<String, String> held = new HashMap<>();
    for (ReportRow row : reports.rows()) {
      if (reports.make(row) instanceof MadeReport.Held one) {
        held.put(one.definition().tenant(), one.reason());
      }
    }
    DemoTenant freeText = tenant("UTC+10");
    DemoTenant deleted =
        fixture.source.tenants().stream().filter(DemoTenant::deleted).findFirst().orElseThrow();
    assertThat(held).hasSize(2);
    assertThat(held.get(freeText.id().toString())).contains("is no region such as");
    assertThat(held.get(deleted.id().toString())).contains("is deleted or suspended");
  }

  @Test
  void waitsForAReleaseThatCoversThePeriod() {
    ReportDefinition definition = made().get(0).definition();
    ZoneId zone = made().get(0).report().tenant().zone();
    LocalDate today = LocalDate.ofInstant(release.asOf(), zone);
    MadeReport early = reports.make(daily(definition), today.plusDays(1));
    assertThat(early).isInstanceOf(MadeReport.Held.class);
    assertThat(((MadeReport.Held) early).reason()).contains("before the period ends at ");
  }

  private static ReportDefinition daily(ReportDefinition of) {
    return new ReportDefinition(
        of.id(),
        of.tenant(),
        of.name(),
        PeriodKind.DAY,
        of.format(),
        of.zoneText(),
        of.metrics(),
        of.comparison(),
        of.charts(),
        of.emails(),
        of.users());
  }

  @Test
  void showsNothingOfAnotherTenant() {
    for (MadeReport.Made made : made()) {
      String text = made.report().toString();
      for (DemoTenant other : fixture.source.tenants()) {
        if (!other.id().toString().equals(made.report().tenant().id())) {
          assertThat(text).doesNotContain(other.canary()).doesNotContain(other.id().toString());
        }
      }
    }
  }

  @Test
  void goesToPeopleOfItsOwnTenantWhoAreStillThere() throws SQLException {
    ReportDefinition definition = made().get(0).definition();
    String own =
        user("organization_id = ? and status = 'active' and deleted_at is null", definition);
    String gone = user("organization_id = ? and deleted_at is not null", definition);
    String strange = user("organization_id <> ? and status = 'active'", definition);
    Recipients recipients =
        reports.recipients(
            addressed(
                definition,
                List.of("a@b.example", " A@B.example", "no address", "x@y.example\r\nBcc: z@y"),
                List.of(own, own, gone, strange)));
    assertThat(recipients.addresses()).hasSize(2).startsWith("a@b.example");
    assertThat(recipients.leftOut())
        .containsExactly(
            "an entry of emails is no address",
            "an entry of emails is no address",
            "user " + gone + " is deleted or inactive",
            "user " + strange + " is none of this organisation");
  }

  private static String user(String condition, ReportDefinition of) throws SQLException {
    try (Connection owner = fixture.database.connect()) {
      String sql =
          "select id::text from users where "
              + condition.replace("?", "'" + of.tenant() + "'")
              + " order by id limit 1";
      return (String) Oracle.query(owner, sql).get(0).get(0);
    }
  }

  private static ReportDefinition addressed(
      ReportDefinition of, List<String> emails, List<String> users) {
    return new ReportDefinition(
        of.id(),
        of.tenant(),
        of.name(),
        of.period(),
        of.format(),
        of.zoneText(),
        of.metrics(),
        of.comparison(),
        of.charts(),
        emails,
        users);
  }

  @Test
  void whatTheSourceCannotSayIsNeverZero() {
    for (MadeReport.Made made : made()) {
      int at = made.definition().metrics().indexOf("warranty_value");
      Figure figure = made.report().figures().get(at);
      assertThat(figure.value().number()).isEmpty();
      assertThat(figure.value().toString()).contains("the source keeps no value of a warranty");
    }
  }

  @Test
  void theDaysOfATableAddUpToTheFigure() {
    for (MadeReport.Made made : made()) {
      made.report()
          .tables()
          .forEach(table -> assertThat(table.open().count()).isEqualTo(table.available()));
    }
  }

  @Test
  void everyMetricThatTheApplicationNamesIsDefined() {
    assertThat(metrics.byId().keySet())
        .contains(
            "revenue",
            "revenue_cash",
            "orders_count",
            "customer_count",
            "pipeline_value",
            "average_order_value",
            "quote_win_rate",
            "kwh_deployed",
            "active_installations",
            "avg_health_score",
            "health_score_distribution_excellent",
            "health_score_distribution_good",
            "health_score_distribution_fair",
            "health_score_distribution_at_risk",
            "forecasted_revenue",
            "win_rate",
            "won_revenue",
            "lost_revenue",
            "warranty_count",
            "claim_count",
            "sla_compliance",
            "expiring_warranties",
            "warranty_value",
            "warranty_claims");
    assertThat(metrics.byId().values()).extracting(Metric::description).noneMatch(String::isBlank);
  }

  private static List<MadeReport.Made> made() {
    List<MadeReport.Made> made = new ArrayList<>();
    for (ReportRow row : reports.rows()) {
      if (reports.make(row) instanceof MadeReport.Made one) {
        made.add(one);
      }
    }
    assertThat(made).hasSizeGreaterThan(10);
    return made;
  }

  private static DemoTenant tenant(String zone) {
    return fixture.source.tenants().stream()
        .filter(tenant -> tenant.zone().equals(zone))
        .findFirst()
        .orElseThrow();
  }
}
