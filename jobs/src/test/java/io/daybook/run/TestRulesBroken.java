package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What marts list as broken rules counts for the tables of the rows, and not for the marts. */
class TestRulesBroken {
  private static final String OF_MARTS =
      "select count(*) || ' ' || count(score) from recorded.scores"
          + " where dataset = 'marts.rules_broken'";

  @Test
  void lowerTheScoreOfTheInvoicesWhoseNumbersRepeat() throws SQLException {
    assertThat(CrmNight.joined(findings("invoice_numbers_are_unique")))
        .isEqualTo("facts.invoices " + CrmNight.planted("invoices.invoice_number.twice"));
    assertThat(
            CrmNight.joined(
                "select score < 100 from recorded.scores where dataset = 'facts.invoices'"))
        .isEqualTo("true");
    assertThat(CrmNight.joined(OF_MARTS)).isEqualTo("1 0");
  }

  @Test
  void areToldApartByTheTablesOfTheirRows() throws SQLException {
    assertThat(CrmNight.joined(findings("work_has_a_host")))
        .isNotEmpty()
        .isEqualTo(
            CrmNight.joined(
                """
                select 'facts.' || entity || ' ' || count(*)
                from marts.rules_broken
                where rule = 'work_has_a_host'
                group by entity
                order by 1
                """));
    assertThat(ThorbisNight.joined(findings("numbers_are_unique")))
        .isNotEmpty()
        .isEqualTo(
            ThorbisNight.joined(
                """
                select 'facts.' || replace(table_name, '.', '_') || ' ' || count(*)
                from marts.rules_broken
                where rule = 'number_is_its_own'
                group by table_name
                order by 1
                """));
    assertThat(ThorbisNight.joined(OF_MARTS)).isEqualTo("1 0");
  }

  private static String findings(String check) {
    return """
    select dataset || ' ' || findings
    from recorded.checked_datasets
    where check_name = 'checks.%s' and findings > 0
    order by 1
    """
        .formatted(check);
  }
}
