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
  private static final String[] SHOP = {
    """
    create table organizations (id text primary key, name text, zone text, paid_until timestamptz,
        updated_at timestamptz)
    """,
    """
    insert into organizations values
        ('a', 'A', 'UTC', '2027-01-01', '2026-01-01'),
        ('b', 'B lifetime', 'UTC', 'infinity', '-infinity'),
        ('c', 'C', 'UTC', null, '294000-01-01')
    """,
    """
    create table orders (id integer primary key, organization_id text not null
        references organizations, total numeric(10,2) not null, due_on date, created_at timestamptz
        not null)
    """,
    """
    insert into orders select n, chr(97 + n % 3), 10, '2026-02-01', '2026-01-01'
        from generate_series(1, 3000) n
    """,
    """
    create table tax_rates (id integer primary key, organization_id text references organizations,
        rate numeric(5,2), valid_to date not null default 'infinity')
    """,
    "insert into tax_rates values (1, 'a', 20, '2026-01-01'), (2, 'b', 19, default), (3, 'c', 7.7, default)",
    """
    create table invoices (id integer primary key, organization_id text references organizations,
        tax_rate_id integer references tax_rates, net numeric(12,2))
    """,
    "insert into invoices select n, chr(97 + n % 3), 1 + n % 3, n from generate_series(1, 2000) n",
    """
    create table issues (id integer primary key, organization_id text references organizations,
        number text, tags text[])
    """,
    "insert into issues values (1, 'a', 'I-1', '[0:1]={a,b}'), (2, 'a', 'I-2', '{a}')",
    """
    create table answers (id integer primary key, organization_id text references organizations,
        issue_id integer references issues)
    """,
    "insert into answers values (1, 'a', 1), (2, 'a', 1), (3, 'a', 2)"
  };

  @TempDir Path directory;

  @Test
  void whatNothingReadsCostsNoTenantNoParentAndNoTotal() throws Exception {
    try (SmallNight night = shop()) {
      nothingIsMissing(night, "duckdb");
    }
  }

  @Tag("slow")
  @Test
  void whatNothingReadsCostsNoTenantNoParentAndNoTotalOnSpark() throws Exception {
    try (SmallNight night = shop()) {
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
    try (SmallNight night = shop()) {
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

  @Test
  void whatATotalIsMadeOfIsNotLostAndTheNightIsHeldByName() throws Exception {
    try (SmallNight night = shop()) {
      Manifest good = night.run("duckdb");
      night.execute("update orders set total = 'NaN' where id = 2999");

      for (int attempt = 1; attempt <= 2; attempt++) {
        assertThatThrownBy(() -> night.run("duckdb"))
            .hasMessageStartingWith("SRC-POISON Cannot accept the extraction of shop")
            .hasMessageContaining("orders.total: NaN in 1 of 3000 rows, key 2999")
            .hasMessageContaining("orders: {nan: {total: null}} or {types: {total: text}}");
      }
      assertThat(night.releases().current().orElseThrow().release()).isEqualTo(good.release());

      night.say("orders", "nan: {total: null}");
      Manifest declared = night.run("duckdb");
      assertThat(night.query(declared, "select sum(orders), sum(total) from marts.sales"))
          .asString()
          .isEqualTo("[[3000, 29990.00]]");
    }
  }

  @Test
  void whatFiguresAreCountedByIsNotLostEither() throws Exception {
    try (SmallNight night = shop()) {
      night.write(
          "facts/orders.yml",
          """
          description: One row per order
          base: orders
          columns: [id as order_id, total, due_on]
          local_dates:
              created_at: created_local_date
          """);
      night.execute("update orders set created_at = 'infinity' where id = 7");
      assertThatThrownBy(() -> night.run("duckdb"))
          .hasMessageStartingWith("SRC-POISON")
          .hasMessageContaining("orders.created_at: infinity in 1 of 3000 rows, key 7")
          .hasMessageContaining("totals would lack it")
          .hasMessageContaining("orders: {infinity: {created_at: null}}");

      night.execute("update orders set created_at = '2026-01-01' where id = 7");
      night.execute("update orders set due_on = 'infinity' where id = 7");
      assertThat(night.run("duckdb").snapshot().lacking())
          .as("no figure is counted by the day that it is due")
          .containsExactly("orders.due_on");

      night.write(
          "metrics.yml",
          """
          metrics:
              due:
                  title: Due
                  description: What is due
                  unit: count
                  better: higher
                  from: facts.orders
                  date: due_on
                  value: count(*)
          """);
      assertThatThrownBy(() -> night.run("duckdb"))
          .hasMessageContaining("orders.due_on: infinity in 1 of 3000 rows, key 7");
    }
  }

  @Test
  void aNightThatGoesOnReadsAgainWhatDefinitionsUseSince() throws Exception {
    try (SmallNight night = shop()) {
      night.write("checks/none.sql", "select organization_id from facts.orders");
      night.write(
          "checks/none.yml",
          "description: There is no order\non_finding: block\nkeys: [organization_id]\n");
      assertThatThrownBy(() -> night.run("duckdb")).hasMessageStartingWith("CHECK-BLOCKED");
      night.write("checks/none.sql", "select organization_id from facts.orders where total < 0");
      night.write(
          "facts/tax_rates.yml",
          """
          description: One row per rate
          base: tax_rates
          columns: [id as rate_id, valid_to]
          """);

      assertThatThrownBy(night::resume)
          .hasMessageStartingWith("SRC-POISON")
          .hasMessageContaining("tax_rates.valid_to: infinity in 2 of 3 rows");
      assertThat(night.releases().current()).isEmpty();
    }
  }

  @Test
  void aMartThatDemandsAValueHoldsTheNightAndNamesTheColumnThatLacksIt() throws Exception {
    try (SmallNight night = shop()) {
      night.write(
          "marts/due.sql",
          """
          select
              organization_id,
              order_id,
              due_on
          from facts.orders
          """);
      night.write(
          "marts/due.yml",
          """
          description: When orders are due
          grain: [organization_id, order_id]
          columns:
              - {name: organization_id, type: text, meaning: organisation}
              - {name: order_id, type: integer, meaning: order}
              - {name: due_on, type: date, meaning: when it is due}
          """);
      night.execute("update orders set due_on = 'infinity' where id = 7");

      assertThatThrownBy(() -> night.run("duckdb"))
          .hasMessageContaining("due_on of marts.due is NULL")
          .hasMessageContaining("order_id=7")
          .hasMessageContaining("values that cannot be carried are missing of orders.due_on");
      assertThat(night.releases().current()).isEmpty();
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
                "select referenced, orphaned from recorded.quality_checks where relation like '%+%'"))
        .asString()
        .isEqualTo("[[2, 0]]");
  }

  private SmallNight shop() throws Exception {
    SmallNight night = new SmallNight(directory, SHOP);
    night.draft();
    night.write(
        "facts/orders.yml",
        """
        description: One row per order
        base: orders
        columns: [id as order_id, total, due_on]
        """);
    night.write(
        "facts/invoices.yml",
        """
        description: One row per invoice
        base: invoices
        columns: [id as invoice_id, net]
        paths:
            - path: tax_rate
              columns: [rate]
        """);
    night.write(
        "facts/answers.yml",
        """
        description: One row per answer
        base: answers
        columns: [id as answer_id]
        paths:
            - path: issue
              columns: [number]
        """);
    night.write(
        "marts/sales.sql",
        """
        select
            organization_id,
            count(*) as orders,
            sum(total) as total
        from facts.orders
        where tenant_is_live
        group by organization_id
        """);
    night.write(
        "marts/sales.yml",
        """
        description: Orders of each organisation
        grain: [organization_id]
        columns:
            - {name: organization_id, type: text, meaning: organisation}
            - {name: orders, type: bigint, meaning: how many}
            - {name: total, type: 'decimal(18,2)', meaning: their total}
        """);
    night.write(
        "marts/taxes.sql",
        """
        select
            organization_id,
            sum(net * tax_rate_rate) as tax
        from facts.invoices
        where tenant_is_live
        group by organization_id
        """);
    night.write(
        "marts/taxes.yml",
        """
        description: Tax of each organisation, in hundredths
        grain: [organization_id]
        columns:
            - {name: organization_id, type: text, meaning: organisation}
            - {name: tax, type: 'decimal(18,4)', meaning: its tax}
        """);
    return night;
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
