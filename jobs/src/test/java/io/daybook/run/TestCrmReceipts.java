package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * What one can add up in the head of the CRM's worked examples: what is due, what was paid of it,
 * and what the bank says.
 */
class TestCrmReceipts {
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

  /** 100.00 paid, 100.00 taken back, and a void one of 100.00 for which 50.00 had come. */
  @Test
  void owesNothingOfWhatIsVoidAndOwesItBack() throws SQLException {
    assertThat(
            worked(
                "open_amount || ' ' || credit_amount || ' ' || bucket",
                "installment_aging",
                "installment_number",
                "Void"))
        .isEqualTo("0.00 0.00 settled, 0.00 50.00 void, 100.00 0.00 1-30");
    assertThat(
            worked(
                "due_amount || ' ' || paid_amount || ' ' || void_paid_amount || ' ' || open_amount"
                    + " || ' ' || paid_share",
                "contract_portfolio",
                "contract_id",
                "Void"))
        .isEqualTo("200.00 100.00 50.00 100.00 0.5000");
  }

  /**
   * Of a deleted contract 60.00 and 100.00 are left: in a bucket and in rows of their own, and in
   * no receivable. What is receivable, 525.00, is of the other contracts: 335.00, 100.00 and 90.00.
   */
  @Test
  void tellsApartWhatADeletedContractLeaves() throws SQLException {
    assertThat(
            worked(
                "deleted_open_amount || ' ' || days_past_due || ' ' || bucket || ' ' || is_stored_otherwise",
                "installment_aging",
                "installment_number",
                "Sales"))
        .isEqualTo(
            "60.00 45 deleted false, 100.00 -10 deleted false, 0.00 75 settled false,"
                + " 0.00 15 void false");
    assertThat(
            CrmNight.ofCompany(
                """
                sum(open_amount) || ' ' || sum(deleted_open_amount)
                """,
                "installment_aging"))
        .isEqualTo("525.00 160.00");
    assertThat(
            CrmNight.ofCompany(
                "is_deleted || ' ' || sum(open_amount)",
                "contract_portfolio",
                "group by is_deleted order by is_deleted"))
        .as("of contracts, too")
        .isEqualTo("false 525.00, true 0.00");
    assertThat(
            CrmNight.ofCompany(
                """
                contract_is_deleted || ' ' || sum(billed_amount) || ' ' || sum(collected_amount) || ' '
                    || sum(due_count) || ' ' || sum(on_time_count)
                """,
                "collections_by_contact",
                "group by contract_is_deleted order by contract_is_deleted"))
        .isEqualTo("false 795.00 340.00 15 1, true 230.00 70.00 2 1");
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

  /** One of two due ones was paid in time; the other was, too, and was taken back. */
  @Test
  void collectsByContact() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                billed_amount || ' ' || collected_amount || ' ' || due_count || ' '
                    || on_time_count || ' ' || on_time_share || ' ' || collection_rate
                """,
                "collections_by_contact",
                """
                inner join (select company_id, contact_id, last_name from facts.contacts)
                    using (company_id, contact_id)
                where last_name like 'Void ·%'
                """))
        .isEqualTo("200.00 150.00 2 1 0.5000 0.5000");
  }

  /** Fourteen payments: one failed, one sent twice, two taken back, one dated later. */
  @Test
  void countsAPaymentOnce() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                "sum(payments) || ' ' || sum(counted_payments) || ' ' || sum(failed_payments)"
                    + " || ' ' || sum(reversed_payments) || ' ' || sum(repeated_payments)"
                    + " || ' ' || sum(amount) || ' ' || sum(reversed_amount)",
                "payments_by_account"))
        .isEqualTo("14 10 1 2 1 420.00 -200.00");
  }

  /** One says no balance, so that nobody can tell whether 60.00 is right. */
  @Test
  void followsAStatement() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                account_balance || ' ' || coalesce(cast(closing_balance as text), '-') || ' '
                    || coalesce(cast(statement_difference as text), '-') || ' '
                    || coalesce(cast(account_difference as text), '-')
                """,
                "cash_flow",
                "where account_balance is not null order by account_balance desc"))
        .isEqualTo(
            "1135.00 1135.00 0.00 0.00, 575.00 570.00 -5.00 -5.00, 105.00 105.00 0.00 0.00,"
                + " 60.00 - - -");
    assertThat(
            CrmNight.ofCompany(
                """
                arg_min(opening_balance, month) || ' ' || sum(amount_in) || ' ' || sum(amount_out)
                """,
                "cash_flow",
                "where closing_balance is not null group by bank_account_id order by sum(amount_in) desc"))
        .isEqualTo("1000.00 185.00 50.00, 500.00 110.00 40.00, 100.00 10.00 5.00");
  }

  /**
   * One by its reference, one by its amount two days later; both sides keep what nobody matches.
   */
  @Test
  void matchesEntriesAndPaymentsOneToOne() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                sum(entries_by_reference) || ' ' || sum(entries_by_amount) || ' ' || sum(open_entries)
                    || ', ' || sum(payments_by_reference) || ' ' || sum(payments_by_amount) || ' '
                    || sum(open_payments)
                """,
                "bank_reconciliation",
                "group by bank_account_id order by sum(payments) desc, sum(entries) desc"))
        .isEqualTo("1 1 2, 1 1 4, 0 0 0, 0 0 6, 0 0 3, 0 0 0, 0 0 2, 0 0 0," + " 0 0 1, 0 0 0");
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
