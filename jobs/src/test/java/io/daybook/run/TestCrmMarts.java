package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoSize;
import io.daybook.engine.SharedSpark;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The CRM's marts equal the oracle, company by company and to the cent; no company's numbers hang
 * on another's; what breaks a rule is found.
 */
class TestCrmMarts {
  private static final String CROSS_TENANT = ".cross_tenant";

  /** By the second, so that two nights differ. */
  private static final String SAYS_HOW_LATE = "schedule_health";

  @TempDir static Path directory;

  private static DemoNight night;
  private static Manifest release;

  @BeforeAll
  static void run() {
    night = CrmNight.night();
    release = CrmNight.release();
  }

  private static List<String> marts() {
    return night.marts();
  }

  @ParameterizedTest
  @MethodSource("marts")
  void equalsTheOracle(String mart) throws SQLException {
    night.requireOracle(release, mart);
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void equalsTheOracleOnSpark() throws SQLException {
    SharedSpark.hold();
    requireOracle("spark", DemoSize.XS, CrmNight.SEED);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {1, 20261121, 7, 4242, 990_017})
  void equalsTheOracleWhateverTheSeed(long seed) throws SQLException {
    SharedSpark.hold();
    requireOracle("duckdb", DemoSize.XS, seed);
    requireOracle("spark", DemoSize.XS, seed);
  }

  private static void requireOracle(String engine, DemoSize size, long seed) throws SQLException {
    try (DemoNight another =
        CrmNight.open(directory.resolve(engine + size.name() + seed), size, seed)) {
      Manifest published = CrmNight.run(another, engine);
      for (String mart : another.marts()) {
        another.requireOracle(published, mart);
      }
    }
  }

  /**
   * Of living companies with a currency; a schedule without a frequency is due never, and somebody
   * is told.
   */
  @Test
  void makesWhatIsScheduled() throws SQLException {
    Set<String> silent =
        night
            .query(
                release.release(),
                "select company_id from facts.tenants where name like 'Encerrada%'"
                    + " or name like 'Grão Suspenso%' or name like 'Delta%'")
            .stream()
            .map(row -> (String) row.get(0))
            .collect(Collectors.toSet());
    try (ReleaseReports reports = night.reports(release)) {
      Map<Boolean, List<ReportRow>> rows =
          reports.scheduled().rows().stream()
              .collect(Collectors.partitioningBy(ReportRow.Valid.class::isInstance));
      assertThat(rows.get(false)).extracting(ReportRow::name).containsOnly("Contacts");
      assertThat(rows.get(true))
          .extracting(ReportRow::name)
          .containsOnly(
              "Cash in and out",
              "Contacts",
              "Installments and payments",
              "Revenue, invoices and sales");
      assertThat(silent).hasSize(3);
      assertThat(rows.get(true))
          .allSatisfy(
              row ->
                  assertThat(reports.scheduled().make(row) instanceof Made.Ready)
                      .as(row.name() + " of " + row.tenant())
                      .isNotEqualTo(silent.contains(row.tenant())));
    }
  }

  /** In each spelling that the source maps, and of the own company alone. */
  @Test
  void knowsTheContactThatATaskIsAbout() throws SQLException {
    List<List<Object>> known =
        night.query(
            release.release(),
            "select task_id, contact_last_name from facts.tasks order by task_id");
    List<List<Object>> asked = new ArrayList<>();
    try (Connection owner = night.database.connect();
        Statement statement = owner.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select t.task_id::text, c.last_name
                from tasks t
                left join contacts c
                    on c.company_id = t.company_id and c.contact_id = t.entity_id
                    and lower(trim(t.entity_type)) in ('contact', 'contacts')
                order by t.task_id::text collate "C"
                """)) {
      while (row.next()) {
        asked.add(Arrays.asList(row.getObject(1), row.getObject(2)));
      }
    }
    assertThat(known).isEqualTo(asked);
    assertThat(known).anyMatch(row -> row.get(1) != null);
  }

  /**
   * Twelve contacts, one that was deleted and is there again, and one that was deleted when the day
   * ended; not the one that was deleted a microsecond before.
   */
  @Test
  void countsWhoWasDeletedWhenTheDayEnded() throws SQLException {
    try (ReleaseReports reports = night.reports(release)) {
      List<BigDecimal> counted =
          reports.scheduled().rows().stream()
              .filter(ReportRow.Valid.class::isInstance)
              .filter(row -> row.name().equals("Contacts"))
              .map(row -> ((Made.Ready) reports.scheduled().make(row)).content())
              .map(report -> report.figures().get(0).value().number().orElseThrow())
              .toList();
      assertThat(counted).singleElement().satisfies(n -> assertThat(n).isEqualByComparingTo("14"));
    }
  }

  /** On every path, polymorphic ones included; and nothing else. */
  @Test
  void countsEveryReferenceIntoAnotherCompany() throws SQLException {
    new PathsBetweenTenants(night).requireCounted(release, Map.of());
  }

  /**
   * Two companies point into each other on every path. Without all that is the one's, the other
   * says what it said.
   */
  @Tag("slow")
  @Tag("promise")
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void saysTheSameWithoutTheCompanyThatItPointsInto(int which) throws SQLException {
    List<String> companies =
        night.planted.stream()
            .filter(each -> each.name().endsWith(CROSS_TENANT))
            .map(each -> String.valueOf(each.tenant().orElseThrow()))
            .distinct()
            .sorted()
            .toList();
    assertThat(companies).hasSize(2);
    String left = companies.get(1 - which);
    try (DemoNight without =
        CrmNight.open(directory.resolve("without" + which), DemoSize.XS, CrmNight.SEED)) {
      forget(without, companies.get(which));
      Manifest published = without.run("duckdb");
      for (String mart : atLeastOne(night.marts())) {
        if (!mart.equals(SAYS_HOW_LATE)) {
          assertThat(rowsOf(left, without, published, mart))
              .as(mart)
              .isEqualTo(rowsOf(left, night, release, mart));
        }
      }
    }
  }

  private static List<List<Object>> rowsOf(
      String company, DemoNight night, Manifest release, String mart) throws SQLException {
    return night.mart(release.release(), mart).stream()
        .filter(row -> row.get(0).equals(company))
        .toList();
  }

  /** Takes out what a company has; what others say of it leads nowhere then. */
  private static void forget(DemoNight night, String company) throws SQLException {
    try (Connection owner = night.database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(
          """
          do $$
          declare
              each text;
          begin
              for each in
                  select attrelid::regclass::text
                  from pg_attribute
                  inner join pg_class on pg_class.oid = attrelid
                  where attname = 'company_id' and relkind = 'r'
              loop
                  execute format('delete from %%s where company_id = %%L', each, '%s');
              end loop;
          end
          $$
          """
              .formatted(company));
    }
  }

  /** What was planted, and what the worked examples break. */
  @Test
  void findsWhatBreaksARule() {
    Map<String, Long> found = CheckOutcome.findings(release.checks());
    assertThat(found)
        .containsEntry("checks.fiscal_years_begin_in_a_month", 1L)
        .containsEntry("checks.statements_say_a_balance", 1L)
        .containsEntry("checks.jobs_name_a_company", 1L)
        .containsEntry("checks.one_row_of_settings", CrmNight.planted("companies.settings.missing"))
        .containsEntry(
            "checks.one_primary_domain",
            CrmNight.planted(
                "company_domains.is_primary.twice", "company_domains.is_primary.missing"))
        .containsEntry(
            "checks.one_active_subscription", CrmNight.planted("subscriptions.active.twice") + 1)
        .containsEntry(
            "checks.lines_sell_one_thing",
            CrmNight.planted("sale_items.both", "sale_items.neither") + 2)
        .containsEntry("checks.addresses_are_unique", CrmNight.planted("users.email.twice"))
        .containsEntry("checks.skus_are_unique", CrmNight.planted("products.sku.twice"))
        .containsEntry(
            "checks.invoice_numbers_are_unique", CrmNight.planted("invoices.invoice_number.twice"))
        .containsEntry(
            "checks.domains_are_unique", CrmNight.planted("company_domains.domain_name.twice"))
        .containsEntry(
            "checks.work_has_a_host",
            CrmNight.planted("tasks.entity_id.none", "calendar_events.entity_id.none") + 1)
        .containsEntry(
            "checks.payments_have_a_parent",
            CrmNight.planted("payments.contract_installment_id.cross_tenant"))
        .containsEntry(
            "checks.revenues_have_an_invoice", CrmNight.planted("revenues.invoice_id.cross_tenant"))
        .containsEntry("checks.installments_have_a_contract", 0L)
        .containsEntry("checks.entries_have_an_account", 0L)
        .containsEntry(
            "checks.contracts_add_up",
            CrmNight.planted(
                "contracts.total_value.differs",
                "contracts.installment_count.differs",
                "contract_installments.installment_number.twice"));
  }
}
