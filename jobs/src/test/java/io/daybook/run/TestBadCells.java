package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.check.Acknowledgement;
import io.daybook.check.Acknowledgements;
import io.daybook.operate.Diagnosis;
import io.daybook.operate.OverviewReader;
import io.daybook.operate.Problem;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights of a source some values of which cannot be carried. */
class TestBadCells {
  @TempDir Path directory;

  @Test
  void whatNothingReadsCostsNoTenantNoParentAndNoTotal() throws Exception {
    try (SmallNight night = OddShop.open(directory)) {
      nothingIsMissing(night, "duckdb");
    }
  }

  @Tag("slow")
  @Test
  void whatNothingReadsCostsNoTenantNoParentAndNoTotalOnSpark() throws Exception {
    try (SmallNight night = OddShop.open(directory)) {
      nothingIsMissing(night, "spark");
    }
  }

  private void nothingIsMissing(SmallNight night, String engine) throws Exception {
    Manifest manifest = night.run(engine);

    assertThat(night.query(manifest, "from marts.sales order by 1"))
        .asString()
        .isEqualTo("[[a, 1000, 10000.00], [b, 1000, 10000.00], [c, 1000, 10000.00]]");
    assertThat(night.query(manifest, "select sum(tax) from marts.taxes").toString())
        .isEqualTo(
            "[["
                + one(
                    night,
                    "select sum(net * rate)::numeric(18,4) from invoices"
                        + " join tax_rates on tax_rates.id = tax_rate_id")
                + "]]");
    assertThat(night.query(manifest, "select issue_number from facts.answers order by answer_id"))
        .asString()
        .isEqualTo("[[I-1], [I-1], [I-2]]");
    assertThat(
            night.query(
                manifest, "select sum(orphaned), sum(cross_tenant) from recorded.relation_counts"))
        .as("no row was left out, so that none lost its parent")
        .asString()
        .isEqualTo("[[0, 0]]");
    assertThat(
            night.query(
                manifest,
                "select source_table, row_key, source_column, reason, lost"
                    + " from recorded.quarantine order by all"))
        .asString()
        .isEqualTo(
            "[[issues, 1, tags, an array that does not begin at 1, cell],"
                + " [organizations, b, paid_until, infinity, cell],"
                + " [organizations, b, updated_at, infinity, cell],"
                + " [organizations, c, updated_at, outside the years 1 to 9999, cell],"
                + " [tax_rates, 2, valid_to, infinity, cell],"
                + " [tax_rates, 3, valid_to, infinity, cell]]");
    assertThat(night.summaries.get(0))
        .contains(", 6 values that nothing reads are NULL: ")
        .contains("tax_rates.valid_to 2")
        .contains("(recorded.quarantine)");
    assertThat(problems(night)).isEmpty();
  }

  @Test
  void aFewCellsOfAColumnThatIsReadAreNullAndRunChecksAndStatusSaySo() throws Exception {
    try (SmallNight night = OddShop.open(directory)) {
      night.execute("update orders set due_on = 'infinity' where id in (7, 8)");

      Manifest manifest = night.run("duckdb");

      assertThat(night.query(manifest, "select sum(orders), sum(total) from marts.sales"))
          .asString()
          .isEqualTo("[[3000, 30000.00]]");
      assertThat(
              night.query(
                  manifest, "select order_id from facts.orders where due_on is null order by 1"))
          .asString()
          .isEqualTo("[[7], [8]]");
      assertThat(night.summaries.get(0))
          .contains(", 2 values are NULL, they cannot be carried: orders.due_on 2");
      assertThat(manifest.checks())
          .contains(new CheckOutcome("raw.orders.due_on.lost", false, 2))
          .noneMatch(each -> each.check().contains("paid_until"));
      assertThat(
              night.query(
                  manifest,
                  "select findings, kind, sample_keys from recorded.checks"
                      + " where check_name = 'raw.orders.due_on.lost'"))
          .asString()
          .isEqualTo("[[2, lost, row_key=7\nrow_key=8]]");
      assertThat(manifest.snapshot().lacking()).containsExactly("orders.due_on");
      assertThat(problems(night))
          .as("what is new is told as a check that found more")
          .extracting(Problem::code)
          .containsExactly("CHECK-WORSE");

      night.execute(SourceClock.isLaterBy("1 day"));
      night.run("duckdb");
      assertThat(problems(night))
          .as("and stays a problem until somebody says otherwise")
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo("SRC-LOSS");
                assertThat(problem.what())
                    .isEqualTo(
                        "Cannot show all of shop in release 2, values of it cannot be carried:"
                            + " raw.orders.due_on.lost 2");
                assertThat(problem.next())
                    .contains("daybook check show raw.orders.due_on.lost --source shop");
              });
      acknowledge(night, "raw.orders.due_on.lost", 1);
      assertThat(problems(night)).as("two are more than one").isNotEmpty();
      acknowledge(night, "raw.orders.due_on.lost", 2);
      assertThat(problems(night)).isEmpty();

      night.say("orders", "infinity: {due_on: null}");
      Manifest declared = night.run("duckdb");
      assertThat(declared.snapshot().lacking()).isEmpty();
      assertThat(night.query(declared, "select count(*) from facts.orders where due_on is null"))
          .asString()
          .isEqualTo("[[2]]");
      assertThat(problems(night)).isEmpty();
    }
  }

  /** What has no end yet keeps its row, and what refers to it finds it by the text of infinity. */
  @Test
  void aKeyThatHoldsInfinityIsReadAsTextAndNoRowIsLost() throws Exception {
    OwnSource source =
        OwnSource.draft(
            directory,
            "create table shops (id int primary key, name text)",
            """
            create table prices (
                product text, valid_to date, shop_id int references shops, price numeric(8,2),
                primary key (product, valid_to))
            """,
            """
            create table sales (
                id int primary key, shop_id int references shops, product text, valid_to date,
                foreign key (product, valid_to) references prices)
            """,
            "insert into shops values (1, 'One')",
            "insert into prices values ('tea', '2026-01-01', 1, 4), ('tea', 'infinity', 1, 5)",
            "insert into sales values (1, 1, 'tea', '2026-01-01'), (2, 1, 'tea', 'infinity')");
    source
        .write(
            "facts/prices.yml",
            """
            description: One row per price
            base: prices
            columns: [product, valid_to, price]
            """)
        .write(
            "facts/sales.yml",
            """
            description: One row per sale
            base: sales
            columns: [id as sale_id]
            paths:
              - {path: product_valid_to as price, columns: [price]}
            """);
    assertThatThrownBy(() -> source.run("duckdb"))
        .hasMessageStartingWith("SRC-POISON")
        .hasMessageContaining("prices.valid_to: infinity in 1 of 2 rows, key tea,?")
        .hasMessageContaining(
            "prices: {types: {valid_to: text}}, and the same of what refers to it");

    source.replace("source.yml", "  prices:\n", "  prices:\n    types: {valid_to: text}\n");
    assertThatThrownBy(source::model)
        .hasMessageContaining(
            "tables.sales.types: valid_to is read as date and prices.valid_to as text, which are"
                + " never equal; read both alike: types: {valid_to: text}");

    source.replace("source.yml", "  sales:\n", "  sales:\n    types: {valid_to: text}\n");
    Manifest manifest = source.run("duckdb");
    assertThat(source.query(manifest, "select sale_id, price_price from facts.sales order by 1"))
        .asString()
        .isEqualTo("[[1, 4.00], [2, 5.00]]");
    assertThat(source.query(manifest, "select valid_to from facts.prices order by 1"))
        .asString()
        .isEqualTo("[[2026-01-01], [infinity]]");
    assertThat(
            source.query(
                manifest,
                "select referenced, orphaned from recorded.relation_counts where relation like '%+%'"))
        .asString()
        .isEqualTo("[[2, 0]]");
  }

  private static String one(SmallNight night, String sql) throws Exception {
    try (var owner = night.database.connect();
        var statement = owner.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void acknowledge(SmallNight night, String check, long upTo) {
    new Acknowledgements(night.state.database(), Clock.systemUTC())
        .add(
            new Acknowledgement(
                SmallNight.SOURCE,
                check,
                "ann",
                "the importer writes it",
                LocalDate.of(9999, 1, 1),
                upTo,
                Instant.now()));
  }

  private static List<Problem> problems(SmallNight night) {
    OverviewReader reader =
        new OverviewReader(
            night.state,
            () -> List.of(SmallNight.SOURCE),
            source -> night.files(),
            Clock.systemUTC());
    return new Diagnosis(night.state, Duration.ofHours(36), Clock.systemUTC())
        .problems(reader.read(), Optional.empty());
  }
}
