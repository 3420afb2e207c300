package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.Renoz;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.AnalystDatabase;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a release says of the origin of its figures, and of their quality: in a shop with an order
 * of a customer that is not there.
 */
class TestLineage {
  @TempDir static Path directory;

  private static State state;
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
    TestPostgres database = TestPostgres.database();
    state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC());
    setup = shop.setup(state, directory);
    release = new Night(setup, new RunListener() {}).run("duckdb");
  }

  @AfterAll
  static void close() {
    state.close();
  }

  private static List<String> query(String sql) throws SQLException {
    try (Connection connection = new AnalystDatabase(setup.files()).open(release.release())) {
      return ReadOnlyQuery.run(connection, sql, Integer.MAX_VALUE).rows().stream()
          .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
          .toList();
    }
  }

  /** As one reads it off sql/bookshop. */
  @Test
  void saysWhatEachColumnIsMadeOf() throws SQLException {
    assertThat(
            query(
                """
                select dataset, column_name, reads_dataset, reads_column
                from facts.lineage
                where dataset in ('facts.orders', 'marts.sales')
                """))
        .containsExactlyInAnyOrder(
            "facts.orders * raw.orders *",
            "facts.orders * raw.customers *",
            "facts.orders * facts.tenants *",
            "facts.orders * facts.zone_offsets *",
            "facts.orders branch_id facts.tenants branch_id",
            "facts.orders tenant_is_live facts.tenants is_live",
            "facts.orders order_id raw.orders id",
            "facts.orders state raw.orders state",
            "facts.orders total raw.orders total",
            "facts.orders shelf raw.orders shelf",
            "facts.orders placed_at raw.orders placed_at",
            "facts.orders is_deleted raw.orders deleted_at",
            "facts.orders customer_name raw.customers name",
            "facts.orders placed_local_date raw.orders placed_at",
            "facts.orders placed_local_date facts.zone_offsets offset_seconds",
            "marts.sales * facts.orders *",
            "marts.sales branch_id facts.orders branch_id",
            "marts.sales day facts.orders placed_local_date",
            "marts.sales shelf facts.orders shelf",
            "marts.sales total facts.orders total");
  }

  /** As the documentation asks it. */
  @Test
  void leadsBackToTheSource() throws IOException, SQLException {
    String page = Files.readString(Renoz.SQL.resolveSibling("jobs/docs/operating.md"));
    String section = page.substring(page.indexOf("### Where a figure comes from"));

    assertThat(query(section.substring(section.indexOf("```sql") + 6).split("```", 2)[0]))
        .containsExactly("facts.orders total", "raw.orders total");
  }

  /** The order is an orphan, and breaks the rule that somebody has bought it: one check each. */
  @Test
  void saysHowGoodADatasetIsAndWhatItIsMadeOf() throws SQLException {
    assertThat(
            query(
                """
                select dataset, row_count, failed_checks, findings
                from recorded.quality_scores
                where failed_checks > 0
                order by dataset
                """))
        .containsExactly("facts.orders 4 1 1", "raw.orders 4 1 1");
    assertThat(
            query(
                """
                with
                counted as (
                    select
                        case
                            when subject = 'checks/no_order_is_enormous.sql'
                                or subject = 'checks/every_order_has_a_customer.sql'
                                then 'facts.orders'
                            else subject
                        end as dataset,
                        count(*) as checks,
                        count(*) filter (where findings = 0) as held
                    from recorded.checks
                    group by all
                )

                select scores.dataset
                from recorded.quality_scores as scores
                left join counted using (dataset)
                where scores.checks <> coalesce(counted.checks, 0)
                    or scores.score is distinct from
                        cast(floor(10000 * counted.held / counted.checks) / 100 as decimal(5, 2))
                """))
        .as("datasets whose score is not that of the checks on record")
        .isEmpty();
    assertThat(
            query(
                """
                select
                    sales.score,
                    sales.score_with_origins = least(orders.score, origin.score),
                    sales.score_with_origins < 100,
                    customers.score_with_origins
                from recorded.quality_scores as sales
                inner join recorded.quality_scores as orders on orders.dataset = 'facts.orders'
                inner join recorded.quality_scores as origin on origin.dataset = 'raw.orders'
                inner join recorded.quality_scores as customers
                    on customers.dataset = 'facts.customers'
                where sales.dataset = 'marts.sales'
                """))
        .containsExactly("100.00 true true 100.00");
  }
}
