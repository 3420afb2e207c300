package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.report.ReleaseReports;
import io.daybook.report.custom.CustomReports;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFiles;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Total;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and the application ask for as they need it, against what the source says. */
class TestAskedReports {
  @TempDir static Path directory;

  private static ReleaseReports all;
  private static CustomReports reports;

  @BeforeAll
  static void makeARelease() throws SQLException {
    all = SharedNight.reports(directory.resolve("cache"));
    reports = all.custom();
  }

  @AfterAll
  static void close() {
    all.close();
  }

  @Test
  void rowsWithoutAParentStandUnderOneNameAndAllNamesAddUpToTheWhole() throws SQLException {
    String tenant = SharedNight.ready(reports).get(0).tenant();
    Made made =
        reports.ask(
            "Warranties",
            """
            {"metrics": ["warranties_registered"], "dimensions": ["customer"],
              "period": {"from": "2015-01-01", "to": "2026-10-31"}, "limit": 5000}
            """,
            all.audience().inRole(tenant, "owner"));
    ReportTable table = ((Made.Ready) made).content().tables().get(0);
    List<List<Cell>> rows = table.open().toList();
    List<Object> expected =
        SharedNight.fixture()
            .query(
                SharedNight.release().release(),
                """
                select
                    count(*), count(*) filter (where customer.customer_id is null),
                    count(distinct warranty.customer_id) filter (where customer.customer_id is null)
                from facts.warranties as warranty
                left join facts.customers as customer using (organization_id, customer_id)
                where organization_id = '%s' and not warranty.is_deleted
                    and registration_local_date between date '2015-01-01' and date '2026-10-31'
                """
                    .formatted(tenant))
            .get(0);
    assertThat((Long) expected.get(2)).as("different customers that are missing").isGreaterThan(1);
    assertThat(rows)
        .filteredOn(row -> row.get(0).equals(Cell.text("(none)")))
        .singleElement()
        .satisfies(row -> assertThat(count(row.get(1))).isEqualTo(expected.get(1)));
    assertThat(rows.stream().mapToLong(row -> count(row.get(1))).sum()).isEqualTo(expected.get(0));
    assertThat(table.totals().get(1)).isInstanceOf(Total.Sum.class);
    assertThat(count(table.totals().get(1).cell())).isEqualTo(expected.get(0));
  }

  @Test
  void theApplicationsOwnReportsSayWhatTheSourceSays() throws SQLException {
    String tenant = SharedNight.ready(reports).get(0).tenant();
    List<List<Object>> expected =
        source(
            """
            select
                supplier.name, round(sum(po.total_amount * po.exchange_rate), 2), count(*),
                round(sum(po.total_amount * po.exchange_rate) / count(*), 2)
            from purchase_orders as po
            join suppliers as supplier on supplier.id = po.supplier_id
            where %s
            group by supplier.id, supplier.name
            order by 2 desc, 1
            """
                .formatted(booked(tenant)));
    ReportTable bySupplier =
        application(
            tenant,
            """
            {"columns": ["supplierName", "totalSpend", "orderCount", "avgOrderValue", "savings"],
              "filters": {"source": "procurement", "reportType": "spend-analysis",
                "dateFrom": "2015-01-01", "dateTo": "2026-10-31"}}
            """);
    List<List<Object>> shown =
        bySupplier
            .open()
            .map(
                row ->
                    List.<Object>of(
                        ((Cell.Text) row.get(0)).text(),
                        number(row.get(1)),
                        number(row.get(2)),
                        number(row.get(3))))
            .toList();
    assertThat(shown).hasSizeGreaterThan(3);
    assertThat(shown)
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(expected);
    assertThat(bySupplier.open().map(row -> row.get(4)))
        .allSatisfy(
            cell ->
                assertThat(((Measure.Unavailable) cell).reason())
                    .contains("the source keeps no price that a purchase could be compared with"));
  }

  private static ReportTable application(String tenant, String definition) {
    return whole(tenant, definition).tables().get(0);
  }

  private static Report whole(String tenant, String definition) {
    Made made = reports.ask("Purchases", definition, all.audience().inRole(tenant, "owner"));
    assertThat(made).as(definition).isInstanceOf(Made.Ready.class);
    return ((Made.Ready) made).content();
  }

  @Test
  void theApplicationsFiguresAndListsSayWhatTheSourceSays() throws SQLException {
    String tenant = SharedNight.ready(reports).get(0).tenant();
    List<Object> expected =
        source(
                """
                select
                    count(*),
                    round(count(*) filter (where po.status in ('received', 'closed')) * 1.0
                        / count(*), 3),
                    round(
                        count(*) filter (where po.actual_delivery_date <= po.expected_delivery_date)
                        * 1.0 / count(*) filter (where po.actual_delivery_date is not null
                            and po.expected_delivery_date is not null), 3),
                    round(avg(po.actual_delivery_date - po.expected_delivery_date), 2)
                from purchase_orders as po
                where %s
                """
                    .formatted(booked(tenant)))
            .get(0);
    Report efficiency =
        whole(
            tenant,
            """
            {"columns": ["orderCount", "orderFulfillmentRate", "onTimeDeliveryRate",
                "avgDeliveryDelayDays"],
              "filters": {"source": "procurement", "reportType": "efficiency",
                "dateFrom": "2015-01-01", "dateTo": "2026-10-31"}}
            """);
    assertThat(efficiency.figures().stream().map(figure -> number(figure.value())).toList())
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(expected);
    List<List<Object>> orders =
        source("select po.po_number from purchase_orders as po where " + booked(tenant));
    assertThat(
            application(
                    tenant,
                    """
                    {"columns": ["poNumber", "supplierName", "status", "orderDate", "totalAmount"],
                      "filters": {"source": "procurement",
                        "dateFrom": "2015-01-01", "dateTo": "2026-10-31"}}
                    """)
                .open()
                .map(row -> (Object) ((Cell.Text) row.get(0)).text()))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(orders.stream().map(row -> row.get(0)).toList());
  }

  @Test
  void answersTheExamplesOfItsPage() throws IOException {
    String page =
        Files.readString(
            Path.of(System.getProperty("daybook.home"), "jobs", "docs", "custom-reports.md"));
    List<String> examples =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(each -> each.group(1))
            .toList();
    assertThat(examples).hasSize(3);
    String tenant = SharedNight.ready(reports).get(0).tenant();
    assertThat(examples)
        .allSatisfy(
            example -> assertThat(whole(tenant, example).tables()).as(example).isNotEmpty());
  }

  private static String booked(String tenant) {
    return """
    po.organization_id = '%s' and po.deleted_at is null and po.status not in ('draft', 'cancelled')
    and po.exchange_rate is not null
    and po.order_date between date '2015-01-01' and date '2026-10-31'
    """
        .formatted(tenant);
  }

  /** Rows of PostgreSQL; whole numbers are decimals, to be compared with those of a report. */
  private static List<List<Object>> source(String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection owner = SharedNight.fixture().database.connect();
        Statement statement = owner.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<Object> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          Object cell = row.getObject(i);
          cells.add(cell instanceof Long whole ? BigDecimal.valueOf(whole) : cell);
        }
        rows.add(cells);
      }
    }
    return rows;
  }

  private static BigDecimal number(Cell cell) {
    return ((Measure) cell).number().orElseThrow();
  }

  private static long count(Cell cell) {
    return ((Measure) cell).number().orElseThrow().longValueExact();
  }

  /** Every file is opened again and compared before it is handed out. */
  @Test
  void isMadeInEveryFormat() throws IOException {
    String tenant = SharedNight.ready(reports).get(0).tenant();
    ReportFiles files = new ReportFiles();
    int made = 0;
    for (String definition :
        List.of(
            """
            {"metrics": ["revenue", "average_order_value", "ordering_customers", "warranty_value"],
              "dimensions": ["customer"], "period": "last_12_months",
              "comparison": "previous_year", "sort": [{"by": "revenue", "direction": "desc"}],
              "limit": 30, "chart": {"metric": "revenue", "kind": "line", "step": "month"}}
            """,
            """
            {"metrics": ["orders_count", "revenue"], "dimensions": ["customer_type", "quarter"],
              "period": "last_year", "pivot": "quarter", "chart": {"metric": "revenue"}}
            """,
            """
            {"source": "orders", "columns": ["order_number", "customer_name", "order_date",
              "created_at", "total", "balance_due"], "period": "last_90_days"}
            """,
            """
            {"metrics": ["pipeline_value", "open_orders", "win_rate"], "period": "last_month"}
            """,
            """
            {"source": "opportunities", "columns": ["value"], "dimensions": ["stage", "week"]}
            """)) {
      Made one = reports.ask("A question", definition, all.audience().inRole(tenant, "owner"));
      assertThat(one).as(definition).isInstanceOf(Made.Ready.class);
      Report report = ((Made.Ready) one).content();
      assertThat(reports.ask("A question", definition, all.audience().inRole(tenant, "owner")))
          .as("asked again")
          .isEqualTo(one);
      for (FileFormat format : FileFormat.values()) {
        Path file =
            files
                .make(report, format, Files.createDirectories(directory.resolve("f" + made)))
                .path();
        assertThat(file).isNotEmptyFile();
        made++;
        if (format == FileFormat.CSV) {
          assertThat(Files.readString(file).lines())
              .noneMatch(line -> line.startsWith("=1+1") || line.contains(",=1+1"));
        }
      }
    }
    assertThat(made).isEqualTo(5 * FileFormat.values().length);
  }
}
