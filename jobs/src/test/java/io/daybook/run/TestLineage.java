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

/** What a release says of the origin of its figures. */
class TestLineage {
  @TempDir static Path directory;

  private static BookShop shop;
  private static State state;
  private static NightSetup setup;
  private static Manifest release;

  @BeforeAll
  static void run() throws SQLException {
    shop = BookShop.open(directory.resolve("home"));
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
    return query(release, sql);
  }

  private static List<String> query(Manifest release, String sql) throws SQLException {
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

  /** Nobody changed a definition: the next release has the file of this one. */
  @Test
  void isMadeAgainOnlyWhereDefinitionsChanged() throws SQLException {
    Manifest first = new Night(setup, new RunListener() {}).run("duckdb");
    assertThat(first.dataset("facts.lineage").orElseThrow().files())
        .isEqualTo(release.dataset("facts.lineage").orElseThrow().files());
    assertThat(first.dataset("facts.zone_offsets"))
        .isEqualTo(release.dataset("facts.zone_offsets"));

    shop.define("facts/customers.yml", "description: All\nbase: customers\ncolumns: [id]\n");
    Manifest changed = new Night(shop.setup(state, directory), new RunListener() {}).run("duckdb");
    assertThat(
            query(
                changed,
                "select column_name from facts.lineage where dataset = 'facts.customers'"
                    + " and reads_dataset = 'raw.customers' order by 1"))
        .containsExactly("*", "id");
  }
}
