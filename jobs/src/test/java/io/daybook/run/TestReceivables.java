package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoTenant;
import io.daybook.demo.Oracle;
import io.daybook.fact.ZoneOffsets;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Report;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers owe, by age and by customer: one rule for both. */
class TestReceivables {
  private static final String CUSTOMER = "00000000-0000-4000-8000-00000000c001";
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

  @TempDir static Path directory;
  private static NightFixture fixture;
  private static ReleaseReports reports;
  private static String sydney;

  @BeforeAll
  static void publish() throws SQLException, IOException {
    fixture = NightFixture.open(directory, 77);
    sydney = live(tenant -> tenant.zone().equals("Australia/Sydney")).findFirst().orElseThrow();
    try (Connection owner = fixture.database.connect();
        Statement statement = owner.createStatement()) {
      String worked =
          new String(
              TestReceivables.class.getResourceAsStream("receivables.sql").readAllBytes(),
              StandardCharsets.UTF_8);
      statement.execute(worked.replace(":tenant", sydney).replace(":customer", CUSTOMER));
      Oracle.prepare(owner, ZoneOffsets.inForce().rows());
    }
    reports = fixture.reports(fixture.run("duckdb"));
  }

  @AfterAll
  static void close() {
    reports.close();
    fixture.close();
  }

  private interface Which {
    boolean is(DemoTenant tenant);
  }

  private static Stream<String> live(Which which) {
    return fixture.source.tenants().stream()
        .filter(tenant -> !tenant.deleted() && which.is(tenant))
        .map(tenant -> tenant.id().toString());
  }

  private static Report report(String name, String tenant, Map<String, String> with, LocalDate on) {
    Made made =
        reports.catalogue().make(reports.catalogue().report(name).orElseThrow(), tenant, with, on);
    assertThat(made).isInstanceOf(Made.Ready.class);
    return ((Made.Ready) made).content();
  }

  private static Report aging(String tenant, LocalDate on) {
    return report("receivables_by_age", tenant, Map.of(), on);
  }

  private static Report statement(LocalDate on) {
    return report("customer_statement", sydney, Map.of("customer", CUSTOMER), on);
  }

  private static String figures(Report report) {
    return report.figures().stream()
        .map(figure -> figure.label() + " " + number(figure))
        .collect(Collectors.joining(", "));
  }

  private static String number(Figure figure) {
    return figure.value().number().map(BigDecimal::toPlainString).orElse("n/a");
  }

  private static List<String> rows(Report report, int table) {
    try (Stream<List<Cell>> rows = report.tables().get(table).open()) {
      return rows.map(
              row -> row.stream().map(TestReceivables::text).collect(Collectors.joining(" ")))
          .toList();
    }
  }

  private static String text(Cell cell) {
    if (cell instanceof Measure.Known known) {
      return known.value().toPlainString();
    }
    if (cell instanceof Cell.Day day) {
      return day.date().toString();
    }
    return cell instanceof Cell.Text text ? text.text() : "-";
  }

  /** Due that day, a day before, 30, 31, 60, 61, 90 and 91 days before; all else is not due. */
  @Test
  void agesOnEachEdgeOfABucket() {
    assertThat(rows(aging(sydney, NOVEMBER), 1).stream().filter(row -> row.startsWith("Worked")))
        .containsExactly("Worked example W-1 500.00 50.00 90.00 130.00 80.00 0.00 850.00");
  }

  @Test
  void statesWhatWasChargedAndPaid() {
    Report october = statement(NOVEMBER);
    assertThat(october.title()).isEqualTo("Customer statement: Worked example");
    assertThat(figures(october))
        .isEqualTo(
            "Opening balance 1160.00, Charged 55.00, Paid or credited 435.00, Deleted since 40.00,"
                + " Paid beyond what was owed 30.00, Closing balance 850.00, Of it overdue 350.00");
    assertThat(rows(october, 0))
        .containsExactly(
            "2026-10-01 Order N N 5.00 0.00 0.00 0.00 1165.00",
            "2026-10-05 Payment - DP 0.00 40.00 0.00 0.00 1125.00",
            "2026-10-05 Payment - DP2 0.00 40.00 0.00 0.00 1085.00",
            "2026-10-05 Payment - O 0.00 130.00 0.00 30.00 985.00",
            "2026-10-05 Payment - R 0.00 200.00 0.00 0.00 785.00",
            "2026-10-06 Refund - R 50.00 0.00 0.00 0.00 835.00",
            "2026-10-10 Credit note CN-1 C 0.00 25.00 0.00 0.00 810.00",
            "2026-10-20 Payment deleted - DP 0.00 0.00 40.00 0.00 850.00");
  }

  /** A late payment, a payment that was deleted and an order that was: none rewrites October. */
  @Test
  void opensWithWhatItClosedWith() {
    Report november = statement(LocalDate.of(2026, 12, 1));
    assertThat(figures(november))
        .startsWith(
            "Opening balance 850.00, Charged 0.00, Paid or credited 100.00, Deleted since -60.00")
        .contains("Closing balance 690.00");
  }

  /** By the formula, order by order, as of the ends of four months, in every organisation. */
  @Test
  void owesWhatTheFormulaSays() throws SQLException {
    for (int month : List.of(6, 9, 11, 12)) {
      LocalDate on = LocalDate.of(2026, month, 1);
      List<String> said =
          atLeastOne(
              live(tenant -> true)
                  .filter(id -> reports.audience().organisations().obstacle(id).isEmpty())
                  .filter(id -> !reports.today(id).orElseThrow().isBefore(on))
                  .sorted()
                  .map(id -> id + " " + owed(aging(id, on)))
                  .toList());
      assertThat(said).as("what is owed before " + on).isSubsetOf(formula(on.minusDays(1)));
    }
  }

  private static String owed(Report aging) {
    Map<String, String> byLabel =
        aging.figures().stream().collect(Collectors.toMap(Figure::label, TestReceivables::number));
    return Stream.of("Owed", "Overdue", "Customers who owe", "Orders that owe")
        .map(byLabel::get)
        .collect(Collectors.joining(" "));
  }

  private static List<String> formula(LocalDate day) throws SQLException {
    try (Connection owner = fixture.database.connect()) {
      return Oracle.query(
              owner, Oracle.sql("receivables_at", Instant.EPOCH).replace(":day", day.toString()))
          .stream()
          .map(row -> row.stream().map(Object::toString).collect(Collectors.joining(" ")))
          .toList();
    }
  }

  @Test
  void needsToKnowWhoseStatement() {
    Made nobody =
        reports
            .catalogue()
            .make(
                reports.catalogue().report("customer_statement").orElseThrow(),
                sydney,
                Map.of(),
                NOVEMBER);
    assertThat(nobody).isEqualTo(new Made.Failed("it needs customer: key of the customer"));
    Made misspelt =
        reports
            .catalogue()
            .make(
                reports.catalogue().report("customer_statement").orElseThrow(),
                sydney,
                Map.of("costumer", CUSTOMER),
                NOVEMBER);
    assertThat(misspelt)
        .isEqualTo(
            new Made.Failed(
                "it needs customer: key of the customer; it knows no costumer, did you mean"
                    + " customer?"));
    Made another =
        reports
            .catalogue()
            .make(
                reports.catalogue().report("customer_statement").orElseThrow(),
                live(tenant -> tenant.zone().equals("UTC")).findFirst().orElseThrow(),
                Map.of("customer", CUSTOMER),
                NOVEMBER);
    assertThat(another)
        .isEqualTo(new Made.Failed("there is no customer " + CUSTOMER + " in this organisation"));
  }
}
