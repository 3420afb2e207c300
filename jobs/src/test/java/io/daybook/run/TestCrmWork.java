package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What one can add up in the head of the CRM's worked examples: deals, contacts, sales, work. */
class TestCrmWork {
  /** One of nobody's at 50 %, one in dollars at 10 %: two currencies, two figures. */
  @Test
  void weighsWhatIsOpen() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                case when owner_user_id like '(%' then owner_user_id else 'owner' end || ' ' || stage
                    || ' ' || currency || ' ' || open_deals || ' ' || value || ' ' || weighted_value
                    || ' ' || mean_age_days || ' ' || overdue_deals
                """,
                "pipeline_by_owner", "order by value desc"))
        .isEqualTo(
            "(unassigned) proposal BRL 1 1000.00 500.00 0.0 0, owner lead USD 1 300.00 30.00 10.0 0");
  }

  /** Two of three, 650.00 of 1250.00; one was won in the stage of negotiation. */
  @Test
  void winsTwoOfThree() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                sum(won_deals) || ' ' || sum(closed_deals) || ' ' || sum(won_value) || ' '
                    || sum(closed_value) || ' ' || sum(timed_deals) || ' ' || sum(cycle_days)
                """,
                "win_rate",
                ""))
        .isEqualTo("2 3 650.00 1250.00 3 90");
    assertThat(
            CrmNight.ofCompany(
                "loss_reason || ' ' || lost_deals || ' ' || lost_value", "loss_reasons", ""))
        .isEqualTo("price 1 600.00");
  }

  /**
   * Exactly 90 and 365 days before the end of D, and a microsecond less; and only in the future.
   */
  @Test
  void livesUntilTheLastMicrosecond() throws SQLException {
    assertThat(ofContacts("lifecycle", "('Day 90', 'Day 90 less', 'Day 365', 'Day 365 less')"))
        .isEqualTo("Day 365 inactive, Day 365 less dormant, Day 90 dormant, Day 90 less active");
    assertThat(ofContacts("lifecycle", "('Never', 'Future')"))
        .isEqualTo("Future never, Never never");
  }

  /** What is done on a deal is done with its contact. */
  @Test
  void touchesTheContactOfADeal() throws SQLException {
    assertThat(ofContacts("lifecycle", "('Deals')")).isEqualTo("Deals active");
  }

  /** One that is open and one that is lost were touched, one that is won after its end alone. */
  @Test
  void convertsByWhatCameBeforeTheEnd() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                "touches || ' ' || deals || ' ' || won_deals || ' ' || lost_deals",
                "conversion_by_touches",
                "order by touches"))
        .isEqualTo("0 3 2 0, 1 2 0 1");
  }

  @Test
  void seesAContactAsAWhole() throws SQLException {
    assertThat(
            ofContacts(
                "open_installments || ' ' || open_installments_amount", "('Six Hundred', 'Aging')"))
        .isEqualTo("Aging 9 90.00, Six Hundred 4 335.00");
    assertThat(ofContacts("sales || ' ' || sales_amount", "('Sales')")).isEqualTo("Sales 4 170.00");
    assertThat(ofContacts("deals || ' ' || open_deals || ' ' || won_deals", "('Deals')"))
        .isEqualTo("Deals 5 2 2");
    assertThat(
            ofContacts(
                "billed_invoices || ' ' || open_invoices || ' ' || revenues_amount",
                "('Invoices')"))
        .isEqualTo("Invoices 8 7 450.00");
  }

  /**
   * Of one contact in two currencies, 11.00 in one that nobody said; a credit note takes 20.00 off.
   */
  @Test
  void keepsCurrenciesApart() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                "currency || ' ' || billed_amount || ' ' || receivable_amount || ' ' || revenues_amount",
                "contact_amounts",
                "where billed_amount > 0 order by 1"))
        .isEqualTo("BRL 721.00 521.00 450.00, USD 1000.00 1000.00 0.00");
    assertThat(
            CrmNight.ofCompany(
                "currency || ' ' || open_deals_value || ' ' || won_deals_value",
                "contact_amounts",
                "where open_deals_value > 0 order by 1"))
        .isEqualTo("BRL 1000.00 650.00, USD 300.00 0.00");
  }

  /**
   * 20.00 at a cost of 12.00, 90.00 without one, 30.00 at 20.00, 20.00 of no item; and 30.00
   * dollars at 12.00, which are added to no other.
   */
  @Test
  void sellsOneThingALine() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                item_kind || ' ' || currency || ' ' || sum(lines) || ' ' || sum(amount) || ' ' || sum(void_amount)
                    || ' ' || sum(cost) || ' ' || sum(margin) || ' ' || sum(lines_without_cost)
                """,
                "sales_by_item",
                "group by item_kind, currency order by item_kind, currency"))
        .isEqualTo(
            "invalid BRL 2 20.00 0.00 0.00 0.00 2, product BRL 3 110.00 40.00 12.00 8.00 1,"
                + " product USD 1 30.00 0.00 12.00 18.00 0, service BRL 1 30.00 0.00 20.00 10.00 0");
    assertThat(
            CrmNight.ofCompany(
                "total_amount || ' ' || lines_amount || ' ' || difference || ' ' || foreign_lines",
                "sale_differences",
                "order by difference"))
        .isEqualTo("100.00 90.00 10.00 0, 30.00 0.00 30.00 1, 77.00 0.00 77.00 0");
  }

  /**
   * 15 at 6.00; 10 at 2.00, which came when those at 1.00 were gone; and three fewer than none,
   * which are worth nothing, and left for no sale.
   */
  @Test
  void countsWhatIsInStock() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                on_hand || ' ' || coalesce(average_cost, 0) || ' ' || coalesce(value, 0) || ' '
                    || cost_of_goods || ' ' || coalesce(turns, 0) || ' ' || movements_without_line
                    || ' ' || lines_without_movement
                """,
                "inventory",
                "order by on_hand desc"))
        .isEqualTo(
            "15 6.00 90.00 24.00 0.5333 0 1, 10 2.00 20.00 0.00 0.0000 1 0,"
                + " -3 0.00 0.00 0.00 0.0000 1 0");
    assertThat(CrmNight.ofCompany("sum(cost_of_goods)", "inventory"))
        .as("the cost of goods sold, as in the mart of that name")
        .isEqualTo("24.00");
  }

  /** Of two analyses of one instant the greater key; of two such documents, too. */
  @Test
  void takesTheLatest() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                applications || ' ' || analysed || ' ' || approved || ' ' || converted || ' '
                    || risk_score || ' ' || approved_amount
                """,
                "credit_funnel",
                ""))
        .isEqualTo("1 1 1 0 60.00 600.00");
    assertThat(
            CrmNight.ofCompany(
                """
                entity_type || ' ' || hosts || ' ' || documents || ' ' || latest_documents || ' '
                    || orphans || ' ' || hosts_without_required
                """,
                "document_state",
                "where entity_type in ('contact', 'contract') order by entity_type"))
        .isEqualTo("contact 13 2 1 0 13, contract 3 0 0 0 3");
  }

  /** Of two that were due one is completed, though nobody knows when. */
  @Test
  void isNotOverdueWhenItIsCompleted() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                "sum(created_tasks) || ' ' || sum(completed_tasks) || ' ' || sum(overdue_tasks)",
                "work_by_week"))
        .isEqualTo("2 0 1");
  }

  @Test
  void setsUpACompany() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                users || ' ' || active_users || ' ' || roles || ' ' || domains || ' '
                    || verified_domains || ' ' || has_one_primary_domain || ' ' || has_settings
                """,
                "tenant_admin",
                ""))
        .isEqualTo("2 2 3 3 2 true true");
  }

  /**
   * Every month on this day, the first time a month ago. In its first second it has missed two runs
   * and comes next month; in its last one, and comes today.
   */
  @Test
  void waitsForTheTimeOfDay() throws SQLException {
    assertThat(
            CrmNight.ofCompany(
                """
                missed_runs || ' ' || (coming_run_date = as_of_date) || ' '
                    || date_diff('second', cast(coming_run_date as timestamptz), coming_run_at)
                """,
                "schedule_health",
                "where frequency = 'monthly' order by missed_runs"))
        .isEqualTo("1 true 97199, 2 false 10800");
  }

  /** 4.00 were spent yesterday where the company says 5.00; 8.00 were allowed. */
  @Test
  void recomputesAFigureOfADay() throws SQLException {
    assertThat(
            CrmNight.joined(
                """
                select metric || ' ' || recomputed_amount || ' ' || amount_difference || ' ' || attainment
                from recorded.kpi_values
                where name = 'Despesas'
                """))
        .isEqualTo("expenses 4.00 1.00 1.6000");
  }

  /**
   * Two jobs name no company, one of which has waited for eight days; one names the company in
   * capitals, one nobody. What is nobody's is in no company's rows, and every job is in one row.
   */
  @Test
  void keepsThePlatformsJobsFromCompanies() throws SQLException {
    String figures =
        "jobs || ' ' || queued_jobs || ' ' || failed_jobs || ' ' || done_jobs || ' ' || attempts"
            + " || ' ' || coalesce(oldest_queued_days || '', '-')";
    assertThat(CrmNight.ofCompany(figures, "job_queue_depth", "where job_type = 'worked'"))
        .isEqualTo("1 0 0 1 1 -");
    assertThat(
            CrmNight.joined(
                """
                select company_id || ' ' || %s
                from marts.job_queue_depth
                where job_type = 'worked' and company_id like '(%%'
                order by company_id
                """
                    .formatted(figures)))
        .isEqualTo("(global) 2 1 1 0 7 8, (unassigned) 1 1 0 0 3 4");
    assertThat(
            CrmNight.joined(
                """
                select (select sum(jobs) from marts.job_queue_depth) = count(*)
                from facts.job_queue
                left join facts.tenants
                    on tenants.company_id = lower(coalesce(
                        json_extract_string(payload, '$.company_id'),
                        json_extract_string(payload, '$.companyId')
                    ))
                where tenants.company_id is null or tenants.is_live
                """))
        .isEqualTo("true");
  }

  /** Every text that a company typed as a query is there as it was, and no table is gone. */
  @Test
  void showsAQueryAndNeverRunsIt() throws SQLException {
    assertThat(
            CrmNight.joined(
                """
                select distinct calculation_query || ' ' || metric || ' ' || is_lower_better
                from recorded.kpi_values
                where calculation_query like '%drop table%'
                """))
        .isEqualTo("select 1; drop table invoices; -- none true");
    assertThat(CrmNight.joined("select count(*) > 0 from facts.invoices")).isEqualTo("true");
  }

  /** Figures of contacts of the worked examples, by their names. */
  private static String ofContacts(String figures, String names) throws SQLException {
    return CrmNight.joined(
        """
        select name || ' ' || %s
        from marts.contact_360
        inner join (
            select company_id, contact_id, split_part(last_name, ' ·', 1) as name
            from facts.contacts
            where company_id = (
                select company_id from facts.tenants where name like 'Worked Examples%%'
            )
        ) using (company_id, contact_id)
        where name in %s
        order by 1
        """
            .formatted(figures, names));
  }
}
