package io.daybook.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a report of the catalogue is said before it is made. */
class TestCatalogueFiles {
  private static final String REPORT = "reports/receivables_by_age/report.yml";
  private static final String FIGURES = "reports/receivables_by_age/figures.sql";
  private static final String STATEMENT = "reports/customer_statement/";

  @TempDir Path directory;
  private DefinitionFolder folder;

  @BeforeEach
  void copy() throws IOException {
    folder = DefinitionFolder.copy(directory);
  }

  private String problems() {
    return catchThrowableOfType(DaybookException.class, folder::load).getMessage();
  }

  @Test
  void tellsAllThatIsWrongWithAFile() {
    folder
        .replace(REPORT, "areas: [finance]", "period: moon")
        .replace(REPORT, "unit: percent, better", "unit: procent, better")
        .replace(REPORT, "query: buckets", "query: bucket")
        .replace(REPORT, "is: [not_due, overdue]", "is: [not_due, overdeu]")
        .replace(
            REPORT,
            "share: {title: Share, unit: percent}",
            "share: {title: Share, unit: percent, sum: true}")
        .replace(
            STATEMENT + "report.yml",
            "parameters:\n",
            """
            parameters:
                first_day: {title: x, from: facts.customers, key: name, name: name}
                place: {title: x, from: facts.customers, key: name, name: name}
            """)
        .replace(STATEMENT + "report.yml", "key: customer_id", "key: custmer_id");
    assertThat(problems())
        .contains("areas: is missing: who may see the report?")
        .contains("period: moon is none of day, week, two_weeks, month, quarter, year")
        .contains("unit: procent is none of money, count, percent")
        .contains("query: there is no bucket.sql, did you mean buckets?")
        .contains("nothing shows buckets.sql")
        .contains("sum: is of money or of a count: what is rounded does not add up")
        .contains("first_day: is a column of asked already")
        .contains("place: no query reads it, so the report would be of all")
        .contains("overdeu is no figure and no column with a sum, did you mean overdue?")
        .contains("facts.customers has no column custmer_id, did you mean customer_id?");
  }

  @Test
  void runsEveryQueryWhereThereIsNoRow() {
    folder
        .replace(FIGURES, " as overdue_share", " as overdue_part")
        .replace(
            "reports/receivables_by_age/by_order.sql",
            "cast(owed as decimal(18, 2)) as owed",
            "customer_name as owed")
        .replace(
            STATEMENT + "figures.sql", "from entries", "from entries where 1 = 1 group by kind");
    assertThat(problems())
        .contains("figures.sql gives no column overdue_share, did you mean overdue_part?")
        .contains("by_order.sql owed has a unit and is no whole number and no decimal")
        .contains(
            "customer_statement/figures.sql gives 0 rows where the source has none; figures are one"
                + " row");
  }

  @Test
  void refusesQueriesThatReadEachOtherInACircle() {
    folder.replace(
        STATEMENT + "entries.sql", "cross join asked\n", "cross join asked cross join lines\n");
    assertThat(problems()).contains("lines.sql reads entries, which reads it");
  }

  @Test
  void refusesSqlOutsideOfTheSharedDialect() {
    folder.replace(FIGURES, "count(*) as orders", "median(owed) as orders");
    assertThat(problems()).contains("figures.sql:").contains("percentile_cont(0.5)");
  }
}
