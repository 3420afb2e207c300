package io.daybook.mart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.SourceDefinition;
import io.daybook.fact.ShopModel;
import io.daybook.schema.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestMartModels {
  private static final String COLUMNS =
      """
      description: a mart
      grain: [organization_id]
      columns:
          - {name: organization_id, type: text, meaning: tenant}
      """;

  @TempDir Path directory;

  @Test
  void ordersMartsByWhatTheyRead() throws IOException {
    write("marts/a.sql", "select organization_id from marts.b");
    write("marts/a.yml", COLUMNS);
    write("marts/b.sql", "select organization_id from facts.tenants -- marts.a is no reading");
    write("marts/b.yml", COLUMNS);
    assertThat(definition().marts()).extracting(MartModel::name).containsExactly("b", "a");
  }

  @Test
  void carriesTheContractOfDailyMetrics() {
    MartModel daily =
        RenozNight.MARTS.stream()
            .filter(mart -> mart.name().equals("mv_daily_metrics"))
            .findFirst()
            .orElseThrow();
    assertThat(String.join(", ", daily.schema().names()))
        .isEqualTo(
            "organization_id, day, orders_count, orders_total, tax_total, opportunities_count,"
                + " opportunities_value, opportunities_weighted, issues_count, customers_count,"
                + " booked_orders, booked_revenue, booked_revenue_ex_tax, cash_received,"
                + " average_order_value, won_opportunities, lost_opportunities, won_value, lost_value,"
                + " win_rate, quoted_won, quoted_lost, quote_win_rate, sla_due, sla_met,"
                + " sla_breached, sla_compliance, release");
    assertThat(daily.sums()).hasSize(17);
  }

  @Test
  void reportsEveryMistakeOfEveryFile() throws IOException {
    write("marts/a.sql", "select 1 as x from facts.tenant, raw.orders, marts.c");
    write(
        "marts/a.yml",
        """
        description: a mart
        grain: [dy, week]
        columns:
            - {name: day, type: dat, meaning: x}
            - {name: day, type: date, meaning: x, at_lest: 0}
            - {name: Day, type: integer, meaning: x}
            - {name: week, type: date, meaning: x, nullable: true}
        sums:
            - {column: da, equals: count(*), over: facts.tenant}
        recorded_per: [week]
        """);
    write("marts/b.sql", "select 1 as x");
    write("marts/c.sql", "select organization_id from marts.c");
    write("marts/c.yml", COLUMNS);
    write("marts/d.yml", COLUMNS);
    write("marts/scores.sql", "select organization_id from facts.tenants");
    write("marts/scores.yml", COLUMNS + "recorded_per: [organization_id]\n");
    assertThatThrownBy(this::definition)
        .hasMessageStartingWith("DEF-INVALID Cannot use the definitions of source shop: ")
        .hasMessageContainingAll(
            "a.sql there is no dataset facts.tenant, did you mean facts.tenants?",
            "a.sql reads raw.orders; a mart reads facts and marts only",
            "a.yml:4 columns[0].type: dat is none of text, integer,",
            "a.yml:5 columns[1].at_lest: is unknown, did you mean at_least?",
            "a.yml:6 columns[2].name: Day is there already",
            "recorded_per: week may be NULL, and such rows would be recorded again each night",
            "sums[0].over: there is no fact facts.tenant, did you mean facts.tenants?",
            "b.sql has no b.yml beside it",
            "c.sql needs itself: marts.c -> marts.c",
            "d.yml has no d.sql beside it",
            "recorded_per: Daybook itself records as scores; give the mart another name");
  }

  /** Over what it reads, which is built before it; not over any mart. */
  @Test
  void addsUpOverAMartThatItReads() throws IOException {
    write("marts/b.sql", "select organization_id from facts.tenants");
    write("marts/b.yml", COLUMNS);
    write(
        "marts/c.yml",
        COLUMNS
            + """
                - {name: total, type: bigint, meaning: x}
            sums:
                - {column: total, equals: count(*), over: marts.b}
            """);
    String total = "select organization_id, count(*) as total from %s group by organization_id";
    write("marts/c.sql", total.formatted("marts.b"));
    assertThat(definition().marts().get(1).sums())
        .extracting(MartModel.Sum::over)
        .containsExactly("marts.b");
    write("marts/c.sql", total.formatted("facts.tenants"));
    assertThatThrownBy(this::definition)
        .hasMessageContaining("sums[0].over: the mart does not read marts.b");
  }

  @Test
  void reportsEveryMistakeOfDeclaredChecks() throws IOException {
    write("checks/a.sql", "select organization_id from facts.tenant");
    write("checks/a.yml", "description: x\non_finding: stop\n");
    write("checks/b.sql", "select 1 as x");
    assertThatThrownBy(this::definition)
        .hasMessageStartingWith("DEF-INVALID Cannot use the definitions of source shop: 4 problems")
        .hasMessageContainingAll(
            "a.sql there is no dataset facts.tenant, did you mean facts.tenants?",
            "a.yml:2 on_finding: must be block or warn, not stop",
            "keys: is missing; name the columns that tell a finding to a person",
            "b.sql has no b.yml beside it");
  }

  private List<MartModel> loadSold(String unit, String sql) throws IOException {
    write(
        "facts/orders.yml",
        """
        description: One row an order; number stands for the code of a currency
        base: orders
        columns: [id, number, total]
        units:
            money(number): [total]
        """);
    write("marts/sold.sql", sql);
    write(
        "marts/sold.yml",
        COLUMNS
            + "    - {name: number, type: text, meaning: currency}\n"
            + "    - {name: sold, type: 'decimal(14,2)', unit: %s, meaning: sold}\n"
                .formatted(unit));
    return definition().marts();
  }

  @Test
  void takesASumOfEachCurrency() throws IOException {
    String byCurrency =
        """
        select organization_id, number, sum(total) as sold
        from facts.orders
        group by organization_id, number
        """;
    assertThat(loadSold("money(number)", byCurrency).get(0).schema().unit("sold"))
        .isEqualTo(Unit.money("number"));
    assertThatThrownBy(() -> loadSold("money(tenant)", byCurrency))
        .hasMessageContaining(
            "sold.yml sold is money in the currency that facts.orders.number says and is said to be"
                + " money(tenant); its unit is money(number)");
    assertThatThrownBy(() -> loadSold("money(currency)", byCurrency))
        .hasMessageContaining("sold is money(currency), and the mart has no text column currency");
    assertThatThrownBy(() -> loadSold("money", byCurrency))
        .hasMessageContaining(
            "sold.yml:6 columns[2].unit: money does not say its currency: money(tenant), money(AUD)"
                + " or money(<column>)");
  }

  @Test
  void refusesASumOfSeveralCurrenciesWithItsLine() {
    assertThatThrownBy(
            () ->
                loadSold(
                    "money(tenant)",
                    """
                    select
                        organization_id,
                        max(number) as number,
                        sum(total) as sold
                    from facts.orders
                    group by organization_id
                    """))
        .hasMessageStartingWith("DEF-INVALID Cannot use the definitions of source shop: ")
        .hasMessageContaining(
            "sold.sql:4 sum over several currencies, money in the currency that"
                + " facts.orders.number says; group by number, or keep one: number = 'AUD'");
  }

  @Test
  void refusesUnitsOfFactsThatCannotBe() throws IOException {
    write(
        "facts/orders.yml",
        """
        description: One row an order
        base: orders
        columns: [id, number, total]
        units:
            money(numbr): [total]
            money: [totl]
            pieces: [number, total]
            code(AUD): [number]
        """);
    assertThatThrownBy(this::definition)
        .hasMessageContainingAll(
            "orders.yml:8 units.code(AUD): code(AUD) is no unit; a text that says the tenant's currency",
            "orders.yml:5 units.money(numbr): the fact has no text column numbr, did you mean number?",
            "orders.yml:6 units.money: money does not say its currency: money(tenant), money(AUD) or",
            "orders.yml:7 units.pieces: number is text; only a number has a unit",
            "orders.yml:7 units.pieces: total has a unit already");
  }

  /** Without one, a sum over the currencies of several orders would be let pass there. */
  @Test
  void requiresTheUnitOfAColumnInEachFactThatCarriesIt() throws IOException {
    write(
        "facts/orders.yml",
        """
        description: One row an order
        base: orders
        columns: [id, number, total]
        units:
            money(number): [total]
        """);
    String lines =
        """
        description: One row a line
        base: lines
        columns: [id, amount]
        paths:
            - path: order
              columns: [number, total]
        """;
    write("facts/lines.yml", lines);
    assertThatThrownBy(this::definition)
        .hasMessageContaining(
            "lines.yml units: says nothing of order_total: orders.total is money(number) in"
                + " facts.orders");
    write("facts/lines.yml", lines + "units:\n    money(order_number): [order_total]\n");
    assertThat(definition().facts()).isNotEmpty();
  }

  private SourceDefinition definition() {
    return SourceDefinition.load(directory, ShopModel.model());
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve("shop").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
