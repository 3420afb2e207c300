package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.audience.Recipients;
import io.daybook.calendar.PeriodKind;
import io.daybook.demo.DemoTenant;
import io.daybook.demo.Oracle;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Total;
import io.daybook.report.metric.Metric;
import io.daybook.report.scheduled.ReportDefinition;
import io.daybook.report.scheduled.ScheduledReports;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tenants get: the oracle's numbers, of their own rows, in their own days. */
class TestScheduledReports {
  @TempDir static Path directory;

  private static ReportedNight night;
  private static NightFixture fixture;
  private static Manifest release;
  private static ScheduledReports reports;

  @BeforeAll
  static void makeARelease() throws SQLException, IOException {
    Files.createDirectories(directory.resolve("cache/renoz/999"));
    Files.writeString(directory.resolve("cache/renoz/999/old.duckdb"), "of a release that is gone");
    night = ReportedNight.make(directory);
    fixture = night.fixture();
    release = night.release();
    reports = night.all().scheduled();
  }

  @Test
  void keepsWhatTenantsMaySeeNoLongerThanTheRelease() {
    assertThat(night.made()).isNotEmpty();
    assertThat(directory.resolve("cache/renoz/999")).doesNotExist();
    assertThat(directory.resolve("cache/renoz/" + release.release())).isNotEmptyDirectory();
  }

  @Test
  void aBrokenRowFailsAloneWithAllItsProblems() {
    List<Made.Failed> failed = new ArrayList<>();
    for (Made outcome : night.outcomes().values()) {
      if (outcome instanceof Made.Failed one) {
        failed.add(one);
      }
    }
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).reason())
        .isEqualTo(
            "metrics: there is no metric revenu, did you mean revenue?;"
                + " comparison: last_week is none of previous_period, previous_year,"
                + " none");
  }

  @Test
  void holdsWhatNobodyCanDateAndWhatIsDeleted() {
    Map<String, String> held = new HashMap<>();
    night
        .outcomes()
        .forEach(
            (row, outcome) -> {
              if (outcome instanceof Made.Held one) {
                held.put(row.tenant(), one.reason());
              }
            });
    DemoTenant freeText = tenant("UTC+10");
    DemoTenant deleted =
        fixture.source.tenants().stream().filter(DemoTenant::deleted).findFirst().orElseThrow();
    assertThat(held).hasSize(2);
    assertThat(held.get(freeText.id().toString())).contains("is not a region such as");
    assertThat(held.get(deleted.id().toString())).contains("is deleted or suspended");
  }

  @Test
  void waitsForAReleaseThatCoversThePeriod() {
    ReportDefinition definition = night.made().get(0).definition();
    ZoneId zone = night.made().get(0).report().tenant().zone();
    LocalDate today = LocalDate.ofInstant(release.asOf(), zone);
    Made early = reports.make(daily(definition), today.plusDays(1));
    assertThat(early).isInstanceOf(Made.Held.class);
    assertThat(((Made.Held) early).reason()).contains("before the period ends at ");
  }

  private static ReportDefinition daily(ReportDefinition of) {
    return new ReportDefinition(
        of.id(),
        of.tenant(),
        of.name(),
        of.author(),
        PeriodKind.DAY,
        of.format(),
        of.own(),
        of.metrics(),
        of.comparison(),
        of.charts(),
        of.emails(),
        of.users());
  }

  @Test
  void showsNothingOfAnotherTenant() {
    for (ReportedNight.One made : atLeastOne(night.made())) {
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
    ReportDefinition definition = night.made().get(0).definition();
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
            "an entry of emails is not a valid address",
            "an entry of emails is not a valid address",
            "user " + gone + " is deleted or inactive",
            "user " + strange + " is not one of this organisation");
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
        of.author(),
        of.period(),
        of.format(),
        of.own(),
        of.metrics(),
        of.comparison(),
        of.charts(),
        emails,
        users);
  }

  @Test
  void whatTheSourceCannotSayIsNeverZero() {
    for (ReportedNight.One made : atLeastOne(night.made())) {
      int at = made.definition().metrics().indexOf("warranty_value");
      Figure figure = made.report().figures().get(at);
      assertThat(figure.value().number()).isEmpty();
      assertThat(figure.value().toString()).contains("the source keeps no value of a warranty");
    }
  }

  /** Of each sum, over the days that the table shows: those of a daily report lead to its day. */
  @Test
  void theDaysOfATableAddUpToTheFigure() {
    int compared = 0;
    for (ReportedNight.One made : night.made()) {
      ReportTable table = made.report().tables().get(0);
      List<List<Cell>> rows = table.open().toList();
      assertThat(rows).as(made.report().title()).hasSize((int) table.available());
      boolean isOneDay = made.report().period().days() == 1;
      for (int i = 1; i < table.columns().size(); i++) {
        if (!(table.totals().get(i) instanceof Total.Sum)) {
          continue;
        }
        int column = i;
        String title = table.columns().get(i).title();
        BigDecimal figure =
            made.report().figures().stream()
                .filter(each -> each.label().equals(title))
                .findFirst()
                .orElseThrow()
                .value()
                .number()
                .orElseThrow();
        BigDecimal days =
            rows.stream()
                .skip(isOneDay ? rows.size() - 1 : 0)
                .map(row -> ((Measure) row.get(column)).number().orElseThrow())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(days).as(made.report().title() + ", " + title).isEqualByComparingTo(figure);
        compared += figure.signum() == 0 ? 0 : 1;
      }
    }
    assertThat(compared).as("sums that are not 0").isGreaterThan(20);
  }

  @Test
  void everyMetricThatTheApplicationNamesIsDefined() {
    assertThat(night.metrics().byId().keySet())
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
    assertThat(night.metrics().byId().values())
        .extracting(Metric::description)
        .noneMatch(String::isBlank);
  }

  private static DemoTenant tenant(String zone) {
    return fixture.source.tenants().stream()
        .filter(tenant -> tenant.zone().equals(zone))
        .findFirst()
        .orElseThrow();
  }
}
