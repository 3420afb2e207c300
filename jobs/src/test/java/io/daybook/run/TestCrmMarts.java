package io.daybook.run;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.demo.DemoBooks;
import io.daybook.demo.DemoSize;
import io.daybook.engine.SharedSpark;
import io.daybook.report.ReleaseReports;
import io.daybook.report.issue.Made;
import io.daybook.report.scheduled.ReportRow;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
 * The CRM's marts equal the oracle, company by company and to the cent, and what one can add up in
 * the head of the worked examples.
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
    requireOracle(night, release, mart);
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
        requireOracle(another, published, mart);
      }
    }
  }

  private static void requireOracle(DemoNight night, Manifest release, String mart)
      throws SQLException {
    List<List<Object>> rows = night.mart(release.release(), mart);
    assertThat(rows).as("%s has rows", mart).isNotEmpty();
    assertThat(rows)
        .as("%s and the oracle", mart)
        .containsExactlyElementsOf(night.oracle(mart, release));
  }

  /** Of six installments: never paid, in part and again, paid back, paid late, too much, void. */
  @Test
  void owesSixHundredAndNotNine() throws SQLException {
    assertThat(
            worked(
                "open_amount || ' ' || credit_amount || ' ' || bucket",
                "installment_aging",
                "installment_number",
                "Six Hundred"))
        .isEqualTo(
            "100.00 0.00 31-60, 30.00 0.00 31-60, 100.00 0.00 31-60, 105.00 0.00 31-60,"
                + " 0.00 20.00 settled, 0.00 0.00 void");
    assertThat(
            worked(
                "total_value || ' ' || installments_amount || ' ' || due_amount || ' ' || paid_amount"
                    + " || ' ' || open_amount || ' ' || overdue_amount",
                "contract_portfolio",
                "contract_id",
                "Six Hundred"))
        .isEqualTo("600.00 600.00 505.00 190.00 335.00 335.00");
  }

  @Test
  void agesOnEachEdgeOfABucket() throws SQLException {
    assertThat(
            worked("days_past_due || ' ' || bucket", "installment_aging", "days_past_due", "Aging"))
        .isEqualTo(
            "-1 current, 0 current, 1 1-30, 30 1-30, 31 31-60, 60 31-60, 61 61-90, 90 61-90,"
                + " 91 90+");
  }

  /** 40.00 came 13 days late, 30.00 and 100.00 15 days, 120.00 11 days; 100.00 went back. */
  @Test
  void collectsLate() throws SQLException {
    assertThat(
            worked(
                "sum(billed_amount) || ' ' || sum(collected_amount) || ' ' || sum(due_count)"
                    + " || ' ' || sum(on_time_count) || ' ' || sum(collected_on_dues)"
                    + " || ' ' || sum(received_on_dues) || ' ' || sum(received_amount_days)",
                "collections",
                "all",
                "Six Hundred"))
        .isEqualTo("505.00 190.00 5 0 190.00 290.00 3790.00");
  }

  /** Eight payments: one failed, one sent twice, one taken back, one dated later. */
  @Test
  void countsAPaymentOnce() throws SQLException {
    assertThat(
            ofCompany(
                "sum(payments) || ' ' || sum(counted_payments) || ' ' || sum(failed_payments)"
                    + " || ' ' || sum(reversed_payments) || ' ' || sum(repeated_payments)"
                    + " || ' ' || sum(amount) || ' ' || sum(reversed_amount)",
                "payments_by_account"))
        .isEqualTo("8 5 1 1 1 200.00 -100.00");
  }

  @Test
  void followsAStatement() throws SQLException {
    assertThat(
            ofCompany(
                """
                account_balance || ' ' || closing_balance || ' ' || statement_difference || ' '
                    || account_difference
                """,
                "cash_flow",
                "where account_balance is not null order by account_balance desc"))
        .isEqualTo("1135.00 1135.00 0.00 0.00, 575.00 570.00 -5.00 -5.00");
    assertThat(
            ofCompany(
                """
                arg_min(opening_balance, month) || ' ' || sum(amount_in) || ' ' || sum(amount_out)
                """,
                "cash_flow",
                "group by bank_account_id order by sum(amount_in) desc"))
        .isEqualTo("1000.00 185.00 50.00, 500.00 110.00 40.00");
  }

  /**
   * One by its reference, one by its amount two days later; both sides keep what nobody matches.
   */
  @Test
  void matchesEntriesAndPaymentsOneToOne() throws SQLException {
    assertThat(
            ofCompany(
                """
                sum(entries_by_reference) || ' ' || sum(entries_by_amount) || ' ' || sum(open_entries)
                    || ', ' || sum(payments_by_reference) || ' ' || sum(payments_by_amount) || ' '
                    || sum(open_payments)
                """,
                "bank_reconciliation",
                "group by bank_account_id order by sum(payments) desc"))
        .isEqualTo("1 1 2, 1 1 4, 0 0 3, 0 0 0");
  }

  @Test
  void addsUpRevenueByItsCategory() throws SQLException {
    assertThat(
            ofCompany(
                "category || ' ' || sum(amount)",
                "revenue_by_category",
                "group by category order by category"))
        .isEqualTo("(uncategorised) 40.00, produtos 90.00, serviços 320.00");
    assertThat(
            ofCompany(
                "sum(amount)", "revenue_by_category", "where cost_center_id = '(unassigned)'"))
        .isEqualTo("350.00");
  }

  /** The first is 110.00 with its tax, in two parts: 110 and not 220. */
  @Test
  void splitsAnInvoiceWithoutDoublingIt() throws SQLException {
    assertThat(
            ofCompany(
                """
                coalesce(invoice_number, invoice_id) || ' ' || total_amount || ' ' || allocated_amount
                    || ' ' || unallocated_amount || ' ' || allocation
                """,
                "invoice_allocation",
                "where revenues > 0 order by 1"))
        .isEqualTo(
            "(none) 0.00 40.00 -40.00 without_invoice, W-001 110.00 100.00 0.00 full,"
                + " W-003 300.00 250.00 50.00 partial, W-004 50.00 60.00 -10.00 over");
  }

  /**
   * Past due by 31 days, without a due date, not due yet twice, paid after D, of two currencies and
   * of none, which is the company's.
   */
  @Test
  void waitsForWhatIsOpenOfInvoices() throws SQLException {
    assertThat(
            ofCompany(
                "invoice_number || ' ' || open_amount || ' ' || bucket",
                "invoice_aging",
                "where bucket not in ('void', 'settled') order by 1"))
        .isEqualTo(
            "W-001 110.00 31-60, W-003 300.00 current, W-004 50.00 current, W-005 -20.00 current,"
                + " W-009 70.00 1-30, W-010 1000.00 1-30, W-011 11.00 1-30");
    assertThat(
            ofCompany(
                """
                currency || ' ' || open_amount || ' ' || billed_amount || ' '
                    || days_sales_outstanding
                """,
                "days_sales_outstanding",
                "order by open_amount desc"))
        .isEqualTo("USD 1000.00 1000.00 90.00, BRL 521.00 721.00 65.03");
  }

  @Test
  void accruesExpensesBeforeTheyArePaid() throws SQLException {
    assertThat(
            ofCompany(
                """
                status || ' ' || sum(amount) || ' ' || sum(accrual_amount) || ' '
                    || sum(cash_amount)
                """,
                "expense_by_category",
                "group by status order by status"))
        .isEqualTo(
            "approved 200.00 200.00 0.00, cancelled 100.00 0.00 0.00, paid 310.00 310.00 310.00");
  }

  /** A budget of 1000.00, one of 0.00 and none. */
  @Test
  void comparesWhatWasSpentWithABudget() throws SQLException {
    assertThat(
            ofCompany(
                """
                coalesce(budget_amount || '', '-') || ' ' || actual_amount || ' '
                    || coalesce(variance_amount || '', '-') || ' ' || coalesce(used_share || '', '-')
                    || ' ' || stored_gap
                """,
                "budget_by_cost_center",
                "where expenses > 0 or budget_amount is null and stored_amount is not null"
                    + " order by actual_amount desc"))
        .isEqualTo(
            "1000.00 500.00 500.00 0.5000 -50.00, 0.00 10.00 -10.00 - 0.00, - 0.00 - - 0.00");
  }

  @Test
  void losesSixty() throws SQLException {
    assertThat(
            ofCompany(
                """
                sum(revenue_amount) || ' ' || sum(expense_amount) || ' ' || sum(profit_amount)
                """,
                "profit_and_loss"))
        .isEqualTo("450.00 510.00 -60.00");
    assertThat(ofCompany("currency || ' ' || quantity || ' ' || amount", "cost_of_goods_sold"))
        .isEqualTo("BRL 4 24.00");
  }

  /** Two in force from the second month on, of which one counts. */
  @Test
  void countsOneSubscriptionAtAMonthsEnd() throws SQLException {
    assertThat(
            ofCompany(
                """
                mrr_amount || ' ' || arr_amount || ' ' || new_amount || ' ' || contraction_amount
                    || ' ' || coalesce(gross_retention || '', '-') || ' ' || extra_subscriptions
                """,
                "recurring_revenue",
                "order by month limit 3"))
        .isEqualTo(
            "90.00 1080.00 90.00 0.00 - 0, 80.00 960.00 0.00 10.00 0.8889 1,"
                + " 80.00 960.00 0.00 0.00 1.0000 1");
  }

  /** Who paused churned at the end of one month, and was back at the end of another. */
  @Test
  void winsBackWhoPaused() throws SQLException {
    long paused = planted("subscriptions.paused");
    assertThat(paused).isEqualTo(2);
    assertThat(
            CrmNight.joined(
                """
                select sum(companies_churned) || ' ' || count(*) filter (where reactivation_amount > 0)
                from marts.recurring_revenue
                """))
        .isEqualTo(paused + " " + paused);
  }

  /** Of living companies; a schedule without a frequency is due never, and somebody is told. */
  @Test
  void makesWhatIsScheduled() throws SQLException {
    Set<String> silent =
        night
            .query(
                release.release(),
                "select company_id from facts.tenants where name like 'Encerrada%'"
                    + " or name like 'Grão Suspenso%'")
            .stream()
            .map(row -> (String) row.get(0))
            .collect(Collectors.toSet());
    try (ReleaseReports reports = night.reports(release)) {
      Map<Boolean, List<ReportRow>> rows =
          reports.scheduled().rows().stream()
              .collect(Collectors.partitioningBy(ReportRow.Valid.class::isInstance));
      assertThat(rows.get(false)).extracting(ReportRow::name).containsOnly("contacts");
      assertThat(rows.get(true))
          .extracting(ReportRow::name)
          .containsOnly("cash_flow", "receivables", "revenue");
      assertThat(silent).hasSize(2);
      assertThat(rows.get(true))
          .allSatisfy(
              row ->
                  assertThat(reports.scheduled().make(row) instanceof Made.Ready)
                      .as(row.name() + " of " + row.tenant())
                      .isNotEqualTo(silent.contains(row.tenant())));
    }
  }

  /** On every path, polymorphic ones included; and nothing else. */
  @Test
  void countsEveryReferenceIntoAnotherCompany() {
    Map<String, Long> found =
        CheckOutcome.findings(release.checks()).entrySet().stream()
            .filter(each -> each.getKey().endsWith(CROSS_TENANT) && each.getValue() > 0)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Long> planted =
        night.planted.stream()
            .filter(each -> each.name().endsWith(CROSS_TENANT))
            .collect(
                Collectors.groupingBy(
                    each -> "relations." + each.name(),
                    Collectors.summingLong(DemoBooks.Plant::count)));
    assertThat(found).hasSizeGreaterThan(20).isEqualTo(planted);
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
        .containsEntry("checks.one_row_of_settings", planted("companies.settings.missing"))
        .containsEntry(
            "checks.one_primary_domain",
            planted("company_domains.is_primary.twice", "company_domains.is_primary.missing"))
        .containsEntry("checks.one_active_subscription", planted("subscriptions.active.twice") + 1)
        .containsEntry(
            "checks.lines_sell_one_thing", planted("sale_items.both", "sale_items.neither") + 2)
        .containsEntry("checks.addresses_are_unique", planted("users.email.twice"))
        .containsEntry("checks.skus_are_unique", planted("products.sku.twice"))
        .containsEntry(
            "checks.invoice_numbers_are_unique", planted("invoices.invoice_number.twice"))
        .containsEntry("checks.domains_are_unique", planted("company_domains.domain_name.twice"))
        .containsEntry(
            "checks.work_has_a_host",
            planted("tasks.entity_id.none", "calendar_events.entity_id.none"))
        .containsEntry(
            "checks.contracts_add_up",
            planted(
                "contracts.total_value.differs",
                "contracts.installment_count.differs",
                "contract_installments.installment_number.twice"));
  }

  /** Rows that were made wrong in one of these ways, of all companies. */
  private static long planted(String... ways) {
    List<String> names = List.of(ways);
    return night.planted.stream()
        .filter(each -> names.contains(each.name()))
        .mapToLong(DemoBooks.Plant::count)
        .sum();
  }

  private static String ofCompany(String figures, String mart) throws SQLException {
    return ofCompany(figures, mart, "");
  }

  /** Figures of the company of worked examples, row by row. */
  private static String ofCompany(String figures, String mart, String end) throws SQLException {
    return CrmNight.ofCompany(figures, mart, end);
  }

  /** Figures of the contract of this contact. */
  private static String worked(String figures, String mart, String order, String contact)
      throws SQLException {
    return CrmNight.joined(
        """
        select %s
        from (
            select * from marts.%s
            where contract_id = (
                select contract_id from facts.contracts where contact_last_name like '%s ·%%'
            )
        )
        order by %s
        """
            .formatted(figures, mart, contact, order));
  }
}
