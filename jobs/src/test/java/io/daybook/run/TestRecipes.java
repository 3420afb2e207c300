package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.SourceDefinition;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of recipes, followed to the letter. */
class TestRecipes {
  /** A file's name at the end of a sentence, and its text in the block below. */
  private static final Pattern FILE =
      Pattern.compile("`([a-z_/]+\\.(?:sql|yml))`:\n\n```(?:sql|yaml)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void makeADatasetOfEachSort() throws SQLException, IOException {
    BookShop shop = BookShop.open(directory.resolve("home"));
    Map<String, String> files = files();
    assertThat(files.keySet())
        .containsExactly(
            "facts/basket.yml",
            "marts/daily_basket.sql",
            "marts/daily_basket.yml",
            "checks/nobody_buys_for_nothing.sql",
            "checks/nobody_buys_for_nothing.yml",
            "metrics.yml",
            "reports/takings/report.yml",
            "reports/takings/figures.sql",
            "reports/takings/by_day.sql",
            "reports/takings/sold.sql");
    files.forEach(shop::define);
    TestPostgres database = TestPostgres.database();
    try (State state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC())) {
      NightSetup setup = shop.setup(state, directory);
      Manifest release = new Night(setup, new RunListener() {}).run("duckdb");
      try (Connection connection = new AnalystDatabase(setup.files()).open(release.release())) {
        assertThat(
                ReadOnlyQuery.run(
                        connection,
                        "select branch_id, cast(day as varchar), orders, cast(total as varchar)"
                            + " from marts.daily_basket order by all",
                        10)
                    .rows())
            .containsExactly(
                List.of("north", "2026-03-01", 1L, "10.50"),
                List.of("north", "2026-03-02", 1L, "20.00"),
                List.of("south", "2026-03-02", 1L, "30.25"));
      }
      assertThat(release.checks())
          .extracting(CheckOutcome::check)
          .contains("checks.nobody_buys_for_nothing", "marts.daily_basket.grain");
      SourceDefinition definition = SourceDefinition.load(shop.sql, shop.model);
      assertThat(definition.metrics().byId()).containsOnlyKeys("basket_total");
      assertThat(definition.catalogue().reports()).containsOnlyKeys("takings");
    }
  }

  private static Map<String, String> files() throws IOException {
    String page = Files.readString(NightFixture.HOME.resolve("jobs/docs/recipes.md"));
    Map<String, String> files = new LinkedHashMap<>();
    Matcher file = FILE.matcher(page);
    while (file.find()) {
      files.put(file.group(1), file.group(2));
    }
    return files;
  }
}
