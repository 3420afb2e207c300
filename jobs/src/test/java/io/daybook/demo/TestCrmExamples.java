package io.daybook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The worked examples of the CRM's demo, whose figures tests of its marts may name. */
class TestCrmExamples {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 29);

  private static Connection owner;

  @BeforeAll
  static void fill() throws SQLException {
    owner = TestPostgres.database().connect();
    DemoSources.create(owner, "crm", DemoSize.XS, 7, TODAY);
    Oracle.query(owner, "select set_config('my.d', '" + TODAY.minusDays(1) + "', false)");
  }

  @AfterAll
  static void close() throws SQLException {
    owner.close();
  }

  /** Payments count once a key, not after D, and not where they failed. */
  private static final String INSTALLMENTS =
      """
      with
      counted as (
          select distinct on (coalesce(idempotency_key, cast(payment_id as text))) *
          from payments
          where status <> 'failed' and payment_date <= cast(current_setting('my.d') as date)
          order by coalesce(idempotency_key, cast(payment_id as text)), created_at, payment_id
      ),

      paid as (
          select contract_installment_id, sum(amount) as paid
          from counted group by contract_installment_id
      ),

      installments as (
          select
              parts.*,
              last_name,
              amount + coalesce(late_fee, 0) - coalesce(paid, 0) as open,
              cast(current_setting('my.d') as date) - due_date as days_past_due
          from contract_installments as parts
          inner join contracts using (contract_id)
          inner join contacts using (contact_id)
          inner join companies on companies.company_id = contracts.company_id
          left join paid on contract_installment_id = installment_id
          where companies.name like 'Worked Examples%'
      )

      """;

  @Test
  void owesSixHundredAndNotNine() throws SQLException {
    assertThat(
            figures(
                "select case when status = 'cancelled' then 'void' else open::text end"
                    + " from installments where last_name like 'Six Hundred%'"
                    + " order by installment_number"))
        .isEqualTo("100.00 30.00 100.00 105.00 -20.00 void");
    assertThat(
            figures(
                "select sum(amount)::text from installments where last_name like 'Six Hundred%'"))
        .isEqualTo("600.00");
    assertThat(
            figures(
                "select sum(installments.amount) || ' ' || sum(payments.amount) from installments"
                    + " left join payments on contract_installment_id = installment_id"
                    + " where last_name like 'Six Hundred%'"))
        .as("joined row by row")
        .isEqualTo("900.00 330.00");
  }

  @Test
  void isDueOnEachEdgeOfABucket() throws SQLException {
    assertThat(
            figures(
                "select days_past_due::text from installments where last_name like 'Aging%'"
                    + " order by days_past_due"))
        .isEqualTo("-1 0 1 30 31 60 61 90 91");
  }

  @Test
  void billsOneHundredAndTenAndNotTwice() throws SQLException {
    String joined = " from invoices left join revenues using (invoice_id) where invoice_number = ";
    assertThat(figures("select total_amount::text from invoices where invoice_number = 'W-001'"))
        .isEqualTo("110.00");
    assertThat(figures("select sum(total_amount)::text" + joined + "'W-001'")).isEqualTo("220.00");
    assertThat(
            figures(
                "select invoice_number || '=' || (subtotal - coalesce(sum(amount), 0))"
                    + " from invoices left join revenues using (invoice_id)"
                    + " where invoice_number in ('W-001', 'W-002', 'W-003', 'W-004')"
                    + " group by invoice_number, subtotal order by invoice_number"))
        .isEqualTo("W-001=0.00 W-002=200.00 W-003=50.00 W-004=-10.00");
  }

  @Test
  void recursWithNinetyThenEightyThenEighty() throws SQLException {
    assertThat(
            figures(
                """
                select (
                    select round(price / case billing_cycle when 'yearly' then 12 else 1 end, 2)
                    from subscriptions
                    inner join companies using (company_id)
                    where companies.name like 'Worked Examples%'
                        and start_date <= month_end
                        and (end_date is null or end_date > month_end)
                    order by start_date desc, subscriptions.created_at desc, subscription_id desc
                    limit 1
                )::text
                from (
                    select cast(date_trunc('month', cast(current_setting('my.d') as date))
                        - n * interval '1 month' - interval '1 day' as date) as month_end
                    from generate_series(0, 2) as n
                ) as months
                order by month_end
                """))
        .isEqualTo("90.00 80.00 80.00");
  }

  @Test
  void standsOnTheEdgesOfALife() throws SQLException {
    assertThat(
            figures(
                """
                select subject || '=' || case
                    when created_at > cut - interval '90 days' then 'active'
                    when created_at > cut - interval '365 days' then 'dormant'
                    else 'inactive'
                end
                from activities
                cross join (select cast(current_setting('my.d') as date) + 1 as cut) as cuts
                where subject like 'Day %'
                order by subject
                """))
        .isEqualTo("Day 365=inactive Day 365 less=dormant Day 90=dormant Day 90 less=active");
  }

  private static String figures(String select) throws SQLException {
    String sql = select.contains("installments") ? INSTALLMENTS + select : select;
    return Oracle.query(owner, sql).stream()
        .map(row -> row.get(0))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
