package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.Renoz;
import io.daybook.mart.MartModel;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a release says of the quality of its datasets: in a shop with an order of a customer that is
 * not there, two customers of one name, and a mart of both that checks read.
 */
class TestScores {
  @TempDir static Path directory;

  private static NightSetup setup;
  private static Manifest release;

  @BeforeAll
  static void run() throws SQLException {
    BookShop shop = BookShop.open(directory.resolve("home"));
    shop.execute(
        """
        insert into orders (id, branch_id, customer_id, state, total, shelf, placed_at) values
            (4, 'north', 99, 'open', 1.00, 'a', '2026-03-05T01:00:00Z')
        """);
    shop.define(
        "marts/rules_broken.sql",
        """
        select branch_id, 'customer' as entity, 'name_is_its_own' as rule, customer_id as row_id
        from facts.customers
        where name = 'Bo'
        union all
        select branch_id, 'order' as entity, 'customer_is_there' as rule, order_id as row_id
        from facts.orders
        where customer_name is null
        union all
        select branch_id, 'order' as entity, 'name_is_its_own' as rule, order_id as row_id
        from facts.orders
        where order_id < 0
        """);
    shop.define(
        "marts/rules_broken.yml",
        """
        description: What breaks a rule
        grain: [branch_id, entity, rule, row_id]
        columns:
          - {name: branch_id, type: text, meaning: branch}
          - {name: entity, type: text, meaning: sort of thing}
          - {name: rule, type: text, meaning: rule}
          - {name: row_id, type: integer, meaning: key}
        """);
    check(
        shop,
        "names_are_unique",
        "name_is_its_own",
        "{entity: {customer: facts.customers, order: facts.orders}}");
    check(shop, "customers_are_there", "customer_is_there", "[facts.orders]");
    TestPostgres database = TestPostgres.database();
    try (State state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC())) {
      setup = shop.setup(state, directory);
      release = new Night(setup, new RunListener() {}).run("duckdb");
    }
  }

  private static void check(BookShop shop, String name, String rule, String looksAt) {
    shop.define(
        "checks/" + name + ".sql",
        "select branch_id, entity, row_id from marts.rules_broken where rule = '" + rule + "'");
    shop.define(
        "checks/" + name + ".yml",
        """
        description: a rule is broken
        on_finding: warn
        keys: [branch_id, entity, row_id]
        looks_at: %s
        """
            .formatted(looksAt));
  }

  private static List<String> query(String sql) throws SQLException {
    try (Connection connection = new AnalystDatabase(setup.files()).open(release.release())) {
      return ReadOnlyQuery.run(connection, sql, Integer.MAX_VALUE).rows().stream()
          .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
          .toList();
    }
  }

  /**
   * An order is an orphan, and breaks two rules; a customer breaks one. The mart that says so is
   * none the worse for it, and the checks that would have stopped the release do not count.
   */
  @Test
  void fallWhereTheRowsAreThatAreBad() throws SQLException {
    assertThat(
            query(
                """
                select dataset, checks, failed_checks, findings, score
                from recorded.scores
                where dataset in ('facts.orders', 'facts.customers', 'marts.rules_broken')
                    or failed_checks > 0
                order by dataset
                """))
        .containsExactly(
            "facts.customers 2 1 1 50.00",
            "facts.orders 5 2 2 60.00",
            "marts.rules_broken 0 0 0 null",
            "raw.orders 5 1 1 80.00");
    assertThat(
            query(
                """
                select dataset, findings
                from recorded.checked_datasets
                where check_name = 'checks.names_are_unique'
                order by dataset
                """))
        .containsExactly("facts.customers 1", "facts.orders 0");
  }

  @Test
  void areRecordedUnderANameThatNoMartCanHave() {
    assertThat(release.datasets())
        .filteredOn(each -> each.layer() == Dataset.Layer.RECORDED)
        .extracting(Dataset::table)
        .isNotEmpty()
        .isSubsetOf(MartModel.TAKEN);
  }

  /** As the documentation counts them, from what is recorded alone. */
  @Test
  void canBeCountedAgainFromWhatIsRecorded() throws IOException, SQLException {
    String page = Files.readString(Renoz.SQL.resolveSibling("jobs/docs/operating.md"));
    String counted =
        page.substring(page.indexOf("Anybody can count it again"))
            .split("```sql", 2)[1]
            .split("```", 2)[0];
    String scores = "select release, dataset, checks, failed_checks, findings, score";
    assertThat(query(scores + " from (" + counted + ") order by dataset"))
        .hasSizeGreaterThan(5)
        .isEqualTo(query(scores + " from recorded.scores where checks > 0 order by dataset"));
  }

  /** The lowest of its own and of those of all that it is made of. */
  @Test
  void areNoBetterThanThoseOfWhatADatasetIsMadeOf() throws SQLException {
    assertThat(
            query(
                """
                with recursive
                made_of (dataset, origin) as (
                    select dataset, dataset from recorded.scores
                    union
                    select made_of.dataset, lineage.reads_dataset
                    from made_of
                    inner join facts.lineage as lineage on lineage.dataset = made_of.origin
                        and lineage.column_name = '*'
                ),

                lowest as (
                    select made_of.dataset, min(scores.score) as score
                    from made_of
                    left join recorded.scores as scores on scores.dataset = made_of.origin
                    group by made_of.dataset
                )

                select scores.dataset
                from recorded.scores as scores
                left join lowest using (dataset)
                where scores.score_with_origins is distinct from lowest.score
                """))
        .isEmpty();
    assertThat(
            query(
                "select dataset, score, score_with_origins from recorded.scores"
                    + " where dataset in ('marts.sales', 'raw.customers') order by dataset"))
        .containsExactly("marts.sales null 60.00", "raw.customers 100.00 100.00");
  }
}
