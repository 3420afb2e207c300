package io.daybook.report.custom.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.daybook.calendar.TenantCalendar;
import io.daybook.report.custom.HostileDefinitions;
import io.daybook.report.custom.definition.DefinitionReader.Reading;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.ReadMetrics;
import io.daybook.report.metric.RenozCatalogue;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader takes and refuses. */
class TestDefinitions {
  private static final DefinitionReader READER = new DefinitionReader(RenozCatalogue.METRICS);

  /** The bound of time is one of CPU: a machine that does other things is no defect. */
  @Test
  void treatsEveryHostileTextAsLabelled() {
    List<HostileDefinitions.Case> cases = HostileDefinitions.all();
    assertThat(cases).hasSizeGreaterThan(300);
    cases.forEach(one -> READER.read(one.line()));
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    List<String> wrong = new ArrayList<>();
    for (HostileDefinitions.Case one : cases) {
      String text = one.text();
      long before = clock.getCurrentThreadCpuTime();
      Reading reading = READER.read(text);
      Duration took = Duration.ofNanos(clock.getCurrentThreadCpuTime() - before);
      String outcome = outcome(one, reading);
      if (!outcome.isEmpty() || took.toMillis() >= 50) {
        wrong.add(
            "%s %s %s: %s in %s ms: %s"
                .formatted(
                    one.outcome(),
                    one.pointer(),
                    one.line(),
                    outcome,
                    took.toMillis(),
                    reading.text()));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String outcome(HostileDefinitions.Case one, Reading reading) {
    if (one.outcome().equals("ok")) {
      return reading.definition().isPresent() ? "" : "refused";
    }
    if (reading.definition().isPresent()) {
      return "taken";
    }
    if (reading.problems().stream().noneMatch(each -> each.pointer().equals(one.pointer()))) {
      return "told elsewhere";
    }
    if (one.outcome().equals("text")) {
      return "";
    }
    boolean byShape = reading.problems().stream().anyMatch(Problem::isShape);
    return byShape == one.outcome().equals("meaning") ? "of another sort" : "";
  }

  /**
   * What the schema takes and the reader refuses is known to the catalogue alone, and nothing else.
   */
  @Test
  void agreesWithTheSchema() throws IOException {
    JsonSchema schema = schema();
    List<String> wrong = new ArrayList<>();
    for (HostileDefinitions.Case one : HostileDefinitions.all()) {
      if (!one.outcome().equals("text")) {
        boolean isTaken = schema.validate(one.text(), InputFormat.JSON).isEmpty();
        if (isTaken != !one.outcome().equals("shape")) {
          wrong.add((isTaken ? "taken: " : "refused: ") + one.outcome() + " " + one.line());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(new ObjectMapper().readTree(DefinitionReader.schema()));
  }

  @Test
  void readsAllThatADefinitionCanSay() {
    Definition definition =
        READER.require(
            "a test",
            """
            {
              "title": " Who buys ",
              "metrics": ["revenue", "win_rate"],
              "dimensions": ["customer", "month"],
              "filter": {"and": [
                {"field": "customer_type", "op": "in", "value": ["business", "government"]},
                {"not": {"field": "customer", "op": "starts_with", "value": "A"}}
              ]},
              "period": {"from": "2026-07-01", "to": "2026-07-31"},
              "comparison": "previous_year",
              "sort": [{"by": "revenue", "direction": "desc"}, {"by": "month"}],
              "limit": 50,
              "totals": false,
              "chart": {"metric": "revenue", "kind": "line", "step": "week"}
            }
            """);
    assertThat(definition.title()).contains("Who buys");
    assertThat(definition.metrics()).extracting("id").containsExactly("revenue", "win_rate");
    assertThat(definition.axes()).extracting(Axis::id).containsExactly("customer", "month");
    assertThat(definition.filter().orElseThrow()).isInstanceOf(Filter.All.class);
    assertThat(definition.period())
        .contains(
            new Period.Days(new DateSpan(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 8, 1))));
    assertThat(definition.comparison()).isEqualTo(Comparison.PREVIOUS_YEAR);
    assertThat(definition.sort())
        .containsExactly(
            new Definition.SortKey("revenue", true), new Definition.SortKey("month", false));
    assertThat(definition.limit()).isEqualTo(50);
    assertThat(definition.totals()).isFalse();
    assertThat(definition.chart()).isPresent();
    assertThat(definition.isList()).isFalse();
  }

  @Test
  void honoursEveryWordOfTheOldShape() {
    Definition old =
        READER.require(
            "a test",
            """
            {"columns": ["status", "total"], "groupBy": ["status"], "source": "orders",
              "filters": {"customerType": "business", "total": {"gte": 5, "lt": 10},
                "dueDate": null, "paymentStatus": ["paid", "partial"]},
              "sortBy": "total", "sortDirection": "desc"}
            """);
    Definition today =
        READER.require(
            "a test",
            """
            {"columns": ["total"], "dimensions": ["status"], "source": "orders",
              "filter": {"and": [
                {"field": "customer_type", "op": "eq", "value": "business"},
                {"field": "total", "op": "ge", "value": 5},
                {"field": "total", "op": "lt", "value": 10},
                {"field": "due_date", "op": "is_null"},
                {"field": "payment_status", "op": "in", "value": ["paid", "partial"]}]},
              "sort": [{"by": "total", "direction": "desc"}]}
            """);
    assertThat(old).isEqualTo(today);
  }

  /** A young source has metrics before it says who may see them. */
  @Test
  void tellsOfAMetricThatNobodyMaySee(@TempDir Path sql) throws IOException {
    Files.createDirectories(sql.resolve("shop"));
    Files.writeString(
        sql.resolve("shop/metrics.yml"),
        """
        metrics:
            sold: {title: Sold, description: All, unit: count, from: facts.orders, date: day,
              value: count(*)}
        """);
    Schema orders = new Schema(List.of(new Column("day", DataType.DATE, true, "day")));
    Metrics young = ReadMetrics.of(sql, "shop", Map.of("facts.orders", orders));
    assertThatThrownBy(
            () ->
                new DefinitionReader(young)
                    .require("q.json", "{\"metrics\": [\"sold\"], \"period\": \"last_month\"}"))
        .hasMessageContaining(
            "/metrics/0 sold can be asked by nobody: metrics.yml has no dataset over facts.orders");
  }

  @Test
  void tellsEveryProblemAtOnceWithItsPlace() {
    assertThatThrownBy(
            () ->
                READER.require(
                    "Big orders",
                    """
                    {"metrics": ["revenu", "win_rate"], "dimensions": ["custmer", "supplier"],
                      "filter": {"or": [{"field": "stage", "op": "equals", "value": "won"},
                        {"field": "stage", "op": "eq", "value": 7}]},
                      "period": "last_moth", "limit": -1, "colour": "red",
                      "sort": [{"by": "revenu", "direction": "up"}]}
                    """))
        .hasMessage(
            """
            DEF-REPORT Cannot read the definition of Big orders: 10 problems
              found  /colour is unknown
                     /metrics/0 there is no metric revenu, did you mean revenue?
                     /dimensions/0 there is no dimension custmer, did you mean customer?
                     /dimensions/1 win_rate cannot be asked by supplier; it knows customer, customer_type, customer_status, stage, user, reason
                     /filter/or/0/op equals is none of eq, ne, lt, le, gt, ge, between, in, not_in, contains, starts_with, ends_with, is_null, is_not_null
                     /filter/or/1/value is a number, a text is needed
                     /period last_moth is none of yesterday, last_week, last_month, last_quarter, last_year, last_7_days, last_30_days, last_90_days, last_12_months, did you mean last_month?
                     /sort/0/direction up is none of asc, desc
                     /sort/0/by revenu is not a column of the report
                     /limit is not a whole number from 1 to 100000
              state  nothing was asked
              next   mend the places above; daybook metrics lists what can be asked""");
  }

  @Test
  void aPeriodEndsBeforeToday() {
    TenantCalendar calendar =
        new TenantCalendar(ZoneId.of("Australia/Sydney"), DayOfWeek.MONDAY, Month.JULY);
    LocalDate today = LocalDate.of(2026, 11, 21);
    for (Period.Name name : Period.Name.values()) {
      Period period = new Period.Named(name);
      DateSpan days = period.days(calendar, today);
      assertThat(days.until()).as(name.id()).isBeforeOrEqualTo(today);
      DateSpan before = period.before(Comparison.PREVIOUS_PERIOD, calendar, today);
      assertThat(before.until()).as(name.id()).isEqualTo(days.from());
      DateSpan year = period.before(Comparison.PREVIOUS_YEAR, calendar, today);
      assertThat(year.until()).as(name.id()).isBefore(days.until());
    }
  }

  @Test
  void saysWhatToWriteWhereBothShapesAreMixed() {
    assertThat(
            READER
                .read(
                    "{\"metrics\": [\"revenue\"], \"groupBy\": [\"month\"], \"sortBy\": \"month\"}")
                .problems())
        .extracting(Problem::text)
        .containsExactlyInAnyOrder(
            "/groupBy belongs to the older shape: write dimensions",
            "/sortBy belongs to the older shape: write sort",
            "/period is missing; revenue goes by days");
    assertThat(
            READER
                .read(
                    """
                    {"source": "orders", "columns": ["total"], "groupBy": ["status"],
                      "sortBy": "status", "sortDirection": "asc", "filters": {},
                      "filter": {}, "dimensions": [], "period": "last_month"}
                    """)
                .problems())
        .extracting(Problem::text)
        .containsExactlyInAnyOrder(
            "/filter belongs to the newer shape: write filters",
            "/dimensions belongs to the newer shape: write groupBy",
            "/period belongs to the newer shape: write the other keys in it too");
  }

  @Test
  void namesTheColumnsThatNoDatasetHas() {
    assertThat(READER.read("{\"columns\": [\"status\", \"totalPain\"], \"filters\": {}}").text())
        .isEqualTo("/source is missing, and no dataset has total_pain");
    assertThat(READER.read("{\"columns\": [\"sku\", \"locale\"], \"filters\": {}}").text())
        .isEqualTo("/source is missing, and no dataset has all of the columns");
  }

  @Test
  void readsTheReportsThatTheApplicationWritesItself() {
    Definition own =
        READER.require(
            "a test",
            """
            {"columns": ["supplierName", "totalSpend", "orderCount", "totalOrders", "savings"],
              "filters": {"source": "procurement", "reportType": "spend-analysis",
                "supplierName": "Ampere", "dateFrom": "2026-07-01", "dateTo": "2026-07-31"}}
            """);
    Definition today =
        READER.require(
            "a test",
            """
            {"metrics": ["purchase_amount", "purchase_orders_count", "purchase_savings"],
              "dimensions": ["supplier"], "period": {"from": "2026-07-01", "to": "2026-07-31"},
              "filter": {"and": [{"field": "supplier", "op": "eq", "value": "Ampere"}]},
              "sort": [{"by": "purchase_amount", "direction": "desc"}]}
            """);
    assertThat(own).isEqualTo(today);
    Definition list =
        READER.require(
            "a test",
            """
            {"columns": ["poNumber", "status"], "sortBy": "totalAmount", "sortDirection": "asc",
              "filters": {"source": "procurement", "reportType": "all"}}
            """);
    Definition listToday =
        READER.require(
            "a test",
            """
            {"source": "purchase_orders", "columns": ["po_number", "status"],
              "period": "last_30_days", "sort": [{"by": "total_amount", "direction": "asc"}],
              "filter": {"and": [
                {"field": "status", "op": "not_in", "value": ["draft", "cancelled"]}]}}
            """);
    assertThat(list).isEqualTo(listToday);
  }

  @Test
  void tellsEveryProblemOfTheApplicationsReportAtItsPlace() {
    assertThat(
            READER
                .read(
                    """
                    {"columns": ["orderCount", "onTimeRate"], "sortBy": "weight",
                      "filters": {"source": "procurement", "reportType": "efficiency",
                        "dateFrom": "1 July", "colour": "red"}}
                    """)
                .problems())
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/columns/1", "/sortBy", "/filters/colour", "/filters/dateFrom", "/filters/dateTo");
  }
}
