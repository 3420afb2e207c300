package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * What one can add up in the head of the CRM's worked examples: invoices, revenue, expenses,
 * budgets and subscriptions.
 */
class TestCrmBooks {
  @Test
  void addsUpRevenueByItsCategory() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                "category || ' ' || sum(amount)",
                "revenue_by_category",
                "group by category order by category"))
        .isEqualTo("(uncategorised) 40.00, produtos 90.00, serviços 320.00");
    assertThat(
            CrmNight.ofCompany(
                "sum(amount)", "revenue_by_category", "where cost_center_id = '(unassigned)'"))
        .isEqualTo("350.00");
  }

  /** What the source overwrites, as it was when the last day was over. */
  @Test
  void recordsBudgetsAndBalances() throws SQLException {
    assertThat(
            recorded(
                """
                split_part(name, ' ·', 1) || ' ' || coalesce(cast(budget as text), '-') || ' '
                    || stored_spend
                """,
                "budgets"))
        .isEqualTo("Budget 1000.00 450.00, July 20.00 7.00, No budget - 0.00, Zero 0.00 10.00");
    assertThat(recorded("split_part(bank_name, ' ·', 1) || ' ' || balance", "account_balances"))
        .isEqualTo("Adds up 1135.00, Late balance 105.00, Off by five 575.00, Silent 60.00");
  }

  private static String recorded(String figures, String mart) throws SQLException {
    return CrmNight.joined(
        """
        select %s
        from recorded.%s
        where company_id = (
            select company_id from facts.tenants where name like 'Worked Examples%%'
        )
        order by 1
        """
            .formatted(figures, mart));
  }

  /** The first is 110.00 with its tax, in two parts: 110 and not 220. */
  @Test
  void splitsAnInvoiceWithoutDoublingIt() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
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
            CrmNight.ofCompany(
                "invoice_number || ' ' || open_amount || ' ' || bucket",
                "invoice_aging",
                "where bucket not in ('void', 'settled') order by 1"))
        .isEqualTo(
            "W-001 110.00 31-60, W-003 300.00 current, W-004 50.00 current, W-005 -20.00 current,"
                + " W-009 70.00 1-30, W-010 1000.00 1-30, W-011 11.00 1-30");
    assertThat(
            CrmNight.ofCompany(
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
            CrmNight.ofCompany(
                """
                status || ' ' || sum(amount) || ' ' || sum(accrual_amount) || ' '
                    || sum(cash_amount)
                """,
                "expense_by_category",
                "group by status order by status"))
        .isEqualTo(
            "approved 200.00 200.00 0.00, cancelled 100.00 0.00 0.00, paid 327.00 327.00 327.00");
  }

  /** A budget of 1000.00, one of 20.00 of which 6.00 were spent the year before, 0.00 and none. */
  @Test
  void comparesWhatWasSpentWithABudget() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                coalesce(budget_amount || '', '-') || ' ' || actual_amount || ' '
                    || coalesce(variance_amount || '', '-') || ' ' || coalesce(used_share || '', '-')
                    || ' ' || coalesce(stored_gap || '', '-')
                """,
                "budget_by_cost_center",
                "where cost_center_name is not null order by actual_amount desc"))
        .isEqualTo(
            "1000.00 500.00 500.00 0.5000 -50.00, 0.00 10.00 -10.00 - 0.00,"
                + " 20.00 7.00 13.00 0.3500 0.00, 20.00 6.00 14.00 0.3000 -,"
                + " - 0.00 - - 0.00");
    assertThat(
            CrmNight.ofCompany(
                "substring(cast(period_start as text), 6) || ' ' || expenses",
                "budget_by_cost_center",
                "where cost_center_name like 'July%' order by period_start"))
        .as("the last day of June and the first of July")
        .isEqualTo("07-01 1, 07-01 1");
  }

  /** Three letters, however they are written; and none, whose money is added to no other. */
  @Test
  void knowsACurrencyOrSaysSo() throws SQLException {
    assertThat(
            CrmNight.joined(
                """
                select split_part(name, ' ', 1) || ' ' || currency
                from marts.company_currencies
                inner join facts.tenants using (company_id)
                order by 1
                """))
        .isEqualTo(
            "Aurora BRL, Brisa BRL, Café JPY, Delta unknown, Fonte SEK, Grão BRL, Worked BRL");
    assertThat(
            CrmNight.joined(
                """
                select distinct currency
                from marts.profit_and_loss
                inner join facts.tenants using (company_id)
                where name like 'Delta%' and expense_amount <> 0
                """))
        .isEqualTo("unknown");
  }

  /** One that counts in yen has earned some sen, which nobody rounds. */
  @Test
  void keepsItsOwnCurrencyAsItIs() throws SQLException {
    assertThat(
            CrmNight.joined(
                """
                select
                    currency || ' ' || bool_or(amount <> round(amount, 0)) || ' '
                        || (sum(converted_amount) - sum(amount))
                from marts.converted_revenue
                inner join facts.tenants using (company_id)
                where name like 'Café%' and currency = company_currency
                group by currency
                """))
        .isEqualTo("JPY true 0.0000");
  }

  @Test
  void losesSeventySeven() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                sum(revenue_amount) || ' ' || sum(expense_amount) || ' ' || sum(profit_amount)
                """,
                "profit_and_loss"))
        .isEqualTo("450.00 527.00 -77.00");
    assertThat(
            CrmNight.ofCompany(
                "currency || ' ' || quantity || ' ' || amount", "cost_of_goods_sold"))
        .isEqualTo("BRL 4 24.00");
  }

  /**
   * Yearly 1200.00 until the day on which monthly 120.00 begin, the last of a month; dollars, and
   * nothing; back with 90.00. Who changes the currency goes in one and comes in another, and stays.
   */
  @Test
  void followsATimelineOfSubscriptions() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                currency || ' ' || mrr_amount || ' ' || new_amount || ' ' || reactivation_amount
                    || ' ' || expansion_amount || ' ' || churn_amount || ' ' || companies_churned
                """,
                "recurring_revenue",
                """
                where new_amount + reactivation_amount + expansion_amount + churn_amount > 0
                order by month, currency
                """))
        .isEqualTo(
            "BRL 100.00 100.00 0.00 0.00 0.00 0, BRL 120.00 0.00 0.00 20.00 0.00 0,"
                + " BRL 0.00 0.00 0.00 0.00 120.00 0, USD 30.00 30.00 0.00 0.00 0.00 0,"
                + " USD 0.00 0.00 0.00 0.00 30.00 1, BRL 90.00 0.00 90.00 0.00 0.00 0");
    assertThat(
            CrmNight.ofCompany(
                "billing_cycle || ' ' || count(*) || ' ' || max(extra_subscriptions)",
                "recurring_revenue",
                """
                where currency = 'BRL' and mrr_amount in (100, 120)
                group by billing_cycle order by billing_cycle
                """))
        .as("the new one counts on the day on which both meet")
        .isEqualTo("monthly 3 0, yearly 2 0");
  }

  /** Two in force from the second month on, of which one counts. */
  @Test
  void countsOneSubscriptionAtAMonthsEnd() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                mrr_amount || ' ' || arr_amount || ' ' || contraction_amount
                    || ' ' || coalesce(gross_retention || '', '-') || ' ' || extra_subscriptions
                """,
                "recurring_revenue",
                "where mrr_amount in (90, 80) order by month limit 3"))
        .isEqualTo(
            "90.00 1080.00 0.00 - 0, 80.00 960.00 10.00 0.8889 1, 80.00 960.00 0.00 1.0000 1");
  }

  /** Who paused churned at the end of one month, and was back at the end of another. */
  @Test
  void winsBackWhoPaused() throws SQLException {
    long paused = CrmNight.planted("subscriptions.paused");
    assertThat(paused).isEqualTo(2);
    assertThat(
            CrmNight.joined(
                """
                select sum(companies_churned) || ' ' || count(*) filter (where reactivation_amount > 0)
                from marts.recurring_revenue
                where company_id not in (
                    select company_id from facts.tenants where name like 'Worked Examples%'
                )
                """))
        .isEqualTo(paused + " " + paused);
  }
}
