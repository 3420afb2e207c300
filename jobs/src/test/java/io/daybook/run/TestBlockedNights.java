package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.check.Check;
import io.daybook.check.CheckKind;
import io.daybook.definition.SourceDefinition;
import io.daybook.engine.SharedSpark;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.TestPostgres;
import io.daybook.state.State;
import io.daybook.state.StateSettings;
import io.daybook.warehouse.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night that a check blocks publishes nothing, and neither does the next one. */
class TestBlockedNights {
  /**
   * What is done to the source.
   *
   * @param rows keys that the message names
   */
  private record Fault(
      CheckKind kind, String check, String statement, String mended, List<String> rows) {}

  private static Fault order(CheckKind kind, String check, String values, String... rows) {
    return new Fault(
        kind,
        check,
        "insert into orders (id, branch_id, customer_id, state, total, shelf, placed_at) values "
            + values,
        "delete from orders where id > 3",
        List.of(rows));
  }

  /** Rows of an heir are rows of the table, and no key of the table's reaches them. */
  private static Fault heir(CheckKind kind, String check, String... rows) {
    return new Fault(
        kind,
        check,
        "create table old_customers () inherits (customers);"
            + " insert into old_customers values (2, 'north', 'Bo')",
        "drop table old_customers",
        List.of(rows));
  }

  private static final List<Fault> FAULTS =
      List.of(
          heir(CheckKind.GRAIN, "facts.customers.grain", "branch_id=north customer_id=2"),
          heir(CheckKind.ROWS, "facts.orders.rows", "branch_id=north"),
          heir(CheckKind.SUM, "facts.orders.sum.total", "branch_id=north"),
          order(
              CheckKind.GRAIN,
              "marts.sales.grain",
              "(4, 'north', 1, 'open', 20, 'a', '2026-03-05T01:00:00Z')",
              "branch_id=north shelf=a total=20.00"),
          order(
              CheckKind.NOT_NULL,
              "marts.sales.not_null.day",
              "(4, 'south', 3, 'open', 0, 'lost', '2026-03-05T01:00:00Z')",
              "branch_id=south shelf=lost total=0.00"),
          order(
              CheckKind.RULE,
              "marts.sales.total_at_least_0",
              "(4, 'south', 3, 'open', -7, 'c', '2026-03-05T01:00:00Z')",
              "branch_id=south shelf=c total=-7.00"),
          order(
              CheckKind.SUM,
              "marts.sales.sum.total",
              "(4, 'south', 3, 'open', 12, 'attic', '2026-03-05T01:00:00Z')",
              "branch_id=south"),
          order(
              CheckKind.DECLARED,
              "checks.no_order_is_enormous",
              "(4, 'north', 1, 'open', 1000.01, 'd', '2026-03-05T01:00:00Z'),"
                  + " (5, 'south', 3, 'open', 2000, 'd', '2026-03-05T01:00:00Z')",
              "branch_id=north order_id=4",
              "branch_id=south order_id=5"));

  @TempDir Path directory;

  @Test
  void publishNothingTwiceOnDuckDb() throws SQLException, IOException {
    publishNothingTwice("duckdb");
  }

  @Tag("slow")
  @Test
  void publishNothingTwiceOnSpark() throws SQLException, IOException {
    SharedSpark.hold();
    publishNothingTwice("spark");
  }

  @Test
  void everyKindOfCheckThatBlocksIsAmongThese() throws SQLException {
    BookShop shop = BookShop.open(directory);
    Set<CheckKind> blocking =
        SourceDefinition.load(shop.sql, shop.model).checks().stream()
            .filter(Check::blocking)
            .map(Check::kind)
            .collect(Collectors.toSet());
    assertThat(FAULTS.stream().map(Fault::kind).collect(Collectors.toSet())).isEqualTo(blocking);
  }

  private void publishNothingTwice(String engine) throws SQLException, IOException {
    BookShop shop = BookShop.open(directory);
    TestPostgres database = TestPostgres.database();
    try (State state =
        State.open(
            StateSettings.server(database.url(), database.user(), database.password()),
            Clock.systemUTC())) {
      NightSetup setup = shop.setup(state, directory);
      Night night = new Night(setup, new RunListener() {});
      night.run(engine);
      Map<String, String> visible = visible();
      for (Fault fault : FAULTS) {
        shop.execute(fault.statement());
        for (int i = 0; i < 2; i++) {
          DaybookException failure =
              catchThrowableOfType(DaybookException.class, () -> night.run(engine));
          assertThat(failure).as(fault.check()).isNotNull();
          assertThat(failure.code()).as(failure.getMessage()).isEqualTo(Code.CHECK_BLOCKED);
          assertThat(failure)
              .hasMessageContaining(fault.check() + " found")
              .hasMessageContaining("\n  state  readers keep release 1; nothing was changed\n")
              .hasMessageEndingWith("then: daybook run bookshop");
          assertThat(failure.getMessage()).contains(fault.rows());
          assertThat(visible()).as(fault.check()).isEqualTo(visible);
        }
        shop.execute(fault.mended());
      }
      Manifest mended = night.run(engine);
      assertThat(mended.release()).as("it was these that stopped the nights").isEqualTo(2);
      assertThat(visible()).as("what a release changes is looked at").isNotEqualTo(visible);
    }
  }

  /** Everything that a reader may look at: which releases there are, and what each is. */
  private Map<String, String> visible() throws IOException {
    Path warehouse = directory.resolve("warehouse").resolve(BookShop.NAME);
    Map<String, String> visible = new TreeMap<>();
    try (Stream<Path> files = Files.walk(warehouse.resolve("releases"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        visible.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    visible.put("current", Files.readSymbolicLink(warehouse.resolve("marts.duckdb")).toString());
    return visible;
  }
}
