package io.daybook.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestQueryUnits {
  private static final DataType AMOUNT = DataType.decimal(12, 2);

  private static final List<MeasuredDataset> DATASETS =
      List.of(
          new MeasuredDataset(
              "facts.orders",
              Schema.of(
                  Column.of("tenant", DataType.TEXT),
                  Column.of("status", DataType.TEXT),
                  number("total", "money(tenant)"),
                  number("tax", "money(tenant)"),
                  number("listed", "money(unknown)"),
                  number("cost", "money(unknown)"),
                  number("pieces", "pieces"),
                  number("weight", "kg"),
                  number("factor", "")),
              "tenant"),
          new MeasuredDataset(
              "facts.buys",
              Schema.of(
                  Column.of("tenant", DataType.TEXT),
                  Column.of("buy", DataType.BIGINT),
                  Column.of("currency", DataType.TEXT),
                  number("amount", "money(currency)"),
                  number("fee", "cents(currency)"),
                  number("rate", "rate(currency)")),
              "tenant"),
          new MeasuredDataset(
              "facts.rates",
              Schema.of(
                  Column.of("tenant", DataType.TEXT),
                  Column.of("one", DataType.TEXT),
                  Column.of("into", DataType.TEXT),
                  number("price", "rate(one, into)")),
              "tenant"),
          new MeasuredDataset(
              "facts.homes",
              Schema.of(
                  Column.of("tenant", DataType.TEXT),
                  Column.of("own", DataType.TEXT).in(Unit.parse("code(tenant)"))),
              "tenant"));

  private static Column number(String name, String unit) {
    return Column.of(name, AMOUNT).in(Unit.parse(unit));
  }

  private static QueryUnits of(String sql) {
    return of(sql, false);
  }

  private static QueryUnits of(String sql, boolean ofOneTenant) {
    try (UnitProof proof = UnitProof.open()) {
      return proof.of(sql, DATASETS, ofOneTenant);
    }
  }

  /** What one expression over a fact is, grouped by tenant and, with buys, currency. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          facts.orders | sum(total) | money(tenant)
          facts.orders | sum(total - tax) | money(tenant)
          facts.orders | sum(case when status = 'refund' then -total else total end) | money(tenant)
          facts.orders | coalesce(sum(total) filter (where status = 'won'), 0) | money(tenant)
          facts.orders | cast(round(avg(total) * 1.1, 2) as decimal(9, 2)) | money(tenant)
          facts.orders | sum(total) / count(*) | money(tenant)
          facts.orders | ratio(sum(total), count(*), 2) | money(tenant)
          facts.orders | moving_average(pieces, total, buy) | money(tenant)
          facts.orders | sum(factor * total) | money(tenant)
          facts.orders | sum(total) / sum(tax) | -
          facts.orders | sum(pieces) | pieces
          facts.orders | sum(pieces * factor) | -
          facts.orders | count(total) | -
          facts.orders | sum(factor) | -
          facts.buys | sum(amount) | money(currency)
          facts.buys | sum(amount * rate) | money(tenant)
          facts.buys | rounded_in(sum(amount * rate), tenant) | money(tenant)
          facts.buys | sum(fee) | cents(currency)
          facts.buys | sum(fee * 0.01 + amount) | money(currency)
          facts.buys | sum(fee) / 100 | money(currency)
          facts.buys | sum(fee) / 10 | cents(currency)
          """)
  void tellsWhatIsComputed(String from, String expression, String unit) {
    String code = from.equals("facts.buys") ? ", currency" : "";
    QueryUnits units =
        of(
            "select tenant%1$s, %2$s as x from %3$s group by tenant%1$s"
                .formatted(code, expression, from));
    assertThat(units.problems()).isEmpty();
    assertThat(units.unit("x").map(Unit::toString).orElse("-")).isEqualTo(unit);
  }

  /** The same sums without what made them right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select tenant, sum(amount) as x from facts.buys group by tenant | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select tenant, sum(fee) as x from facts.buys group by tenant | sum over several currencies, hundredths of the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select tenant, max(amount) as x from facts.buys group by tenant | max over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          SELECT Tenant, SUM(B.Amount) AS "X" FROM Facts.Buys AS b GROUP BY Tenant | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select status, sum(total) as x from facts.orders group by status | sum over the currencies of several tenants; group by the tenant
          select tenant, sum(amount) over (partition by tenant) as x from facts.buys | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select tenant, sum(amount) as x from facts.buys where currency = 'AUD' or tenant = 'a' group by tenant | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select one.tenant, one.currency, sum(other.amount) as x from facts.buys as one inner join facts.buys as other on other.tenant = one.tenant group by one.tenant, one.currency | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          with all_buys as (select * from facts.buys) select tenant, sum(amount) as x from all_buys group by tenant | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          with b as (select b.* from (select tenant, pieces as x from facts.orders) as a inner join (select tenant, amount as x from facts.buys) as b on b.tenant = a.tenant) select tenant, sum(x) as x from b group by tenant | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select tenant, (select sum(amount) from facts.buys) as x from facts.orders | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select tenant, sum(odd(amount)) as x from facts.buys group by tenant | hides money in the currency that facts.buys.currency says in odd, so that nobody can tell it
          select tenant, sum(total + pieces) as x from facts.orders group by tenant | adds money in the tenant's currency and pieces
          select tenant, sum(pieces - weight) as x from facts.orders group by tenant | subtracts pieces and kg
          select tenant, sum(listed) as x from facts.orders group by tenant | sum over several currencies, money in a currency that the row does not say; add it up where a mart has it as money(<column>)
          select tenant, sum(odd(listed)) as x from facts.orders group by tenant | hides money in a currency that the row does not say in odd, so that nobody can tell it
          select tenant, listed - cost as x from facts.orders | subtracts money in a currency that the row does not say and another
          select tenant, listed + total as x from facts.orders | adds money in a currency that the row does not say and money in the tenant's currency
          select tenant, coalesce(weight, pieces) as x from facts.orders | chooses between kg and pieces
          select b.tenant, b.amount * r.price as x from facts.buys as b inner join facts.rates as r on r.into = 'EUR' | multiplies money in the currency that facts.buys.currency says by a rate of facts.rates.one
          select b.tenant, b.amount * r.price as x from facts.buys as b left join facts.rates as r on r.into = b.currency | multiplies money in the currency that facts.buys.currency says by a rate of facts.rates.one
          select b.tenant, b.amount * r.price as x from facts.buys as b right join facts.rates as r on r.one = b.currency | multiplies money in the currency that facts.buys.currency says by a rate of facts.rates.one
          select b.tenant, b.amount * r.price as x from facts.buys as b left join facts.rates as r on r.one = b.currency or r.into = 'EUR' | multiplies money in the currency that facts.buys.currency says by a rate of facts.rates.one
          select b.tenant, sum(b.amount * r.price) as x from facts.buys as b inner join facts.rates as r on r.one = b.currency group by b.tenant | sum over several currencies, money in the currency that facts.rates.into says; group by into, or keep one: into = 'AUD'
          select tenant, amount + fee as x from facts.buys | adds money in the currency that facts.buys.currency says and hundredths of the currency that facts.buys.currency says
          select u.tenant, u.currency, sum(u.x) as x from (select tenant, currency, amount as x from facts.buys union all select tenant, 'AUD', 0 from facts.orders) as u group by u.tenant, u.currency | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select tenant, total as x from facts.orders union all select tenant, pieces from facts.orders | x is money in the tenant's currency here and pieces
          select tenant, amount as x from facts.buys union all select tenant, total from facts.orders | x is money in the currency that facts.buys.currency says here and money in the tenant's currency
          select b.tenant, sum(case when b.currency <> h.own then b.amount else 0 end) as x from facts.buys as b inner join facts.homes as h on h.tenant = b.tenant group by b.tenant | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          select b.tenant, case when b.currency = h.own then b.amount else b.amount end as x from facts.buys as b inner join facts.homes as h on h.tenant = b.tenant | chooses between money in the tenant's currency and money in the currency that facts.buys.currency says
          select a.tenant, coalesce(a.currency, b.currency) as code, sum(a.amount) as x from facts.buys as a inner join facts.buys as b on b.tenant = a.tenant group by a.tenant, code | sum over several currencies, money in the currency that facts.buys.currency says; group by currency, or keep one: currency = 'AUD'
          """)
  void refusesWhatMakesNoNumber(String sql, String message) {
    assertThat(of(sql).problems()).extracting(QueryUnits.Problem::message).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select tenant, sum(amount) as x from facts.buys where currency = 'AUD' and buy > 3 group by tenant | money(AUD)
          select tenant, sum(amount) filter (where currency = 'AUD') as x from facts.buys group by tenant | money(AUD)
          select tenant, currency as code, sum(amount) as x from facts.buys group by 1, 2 | money(code)
          select tenant, currency as code, sum(amount) as x from facts.buys group by tenant, code | money(code)
          select tenant, currency, buy, sum(amount) over (partition by tenant, currency) as x from facts.buys | money(currency)
          with b as (select tenant, currency as c, amount * 2 as twice from facts.buys), s as (select tenant, c, sum(twice) as x from b group by tenant, c) select s.tenant, s.c as code, s.x from s | money(code)
          select tenant, currency, amount as x from facts.buys union all select tenant, currency, -amount from facts.buys | money(currency)
          select u.tenant, u.currency, sum(u.x) as x from (select tenant, currency, amount as x from facts.buys union all select tenant, currency, 0 from facts.buys) as u group by u.tenant, u.currency | money(currency)
          select b.tenant, sum(case when b.currency = h.own then b.amount else 0 end) as x from facts.buys as b inner join facts.homes as h on h.tenant = b.tenant group by b.tenant | money(tenant)
          select b.tenant, sum(b.amount) as x from facts.buys as b inner join facts.homes as h on h.tenant = b.tenant where b.currency = h.own group by b.tenant | money(tenant)
          select b.tenant, coalesce(b.currency, h.own, 'unknown') as code, sum(b.amount) as x from facts.buys as b inner join facts.homes as h on h.tenant = b.tenant group by b.tenant, code | money(code)
          select u.tenant, u.code, sum(u.x) - sum(u.y) as x from (select tenant, currency as code, amount as x, 0 as y from facts.buys union all select o.tenant, h.own, 0, o.total from facts.orders as o inner join facts.homes as h on h.tenant = o.tenant) as u group by u.tenant, u.code | money(code)
          select b.tenant, sum(b.amount * r.price) as x from facts.buys as b inner join facts.homes as h on h.tenant = b.tenant left join facts.rates as r on r.one = b.currency and h.own = r.into group by b.tenant | money(tenant)
          select b.tenant, sum(b.amount * r.price) as x from facts.buys as b inner join facts.rates as r on r.one = b.currency and r.into = 'EUR' group by b.tenant | money(EUR)
          select b.tenant, sum(case when b.currency = h.own then b.amount else b.amount * r.price end) as x from facts.buys as b inner join facts.homes as h on h.tenant = b.tenant left join (select * from facts.rates) as r on r.one = b.currency and r.into = h.own group by b.tenant | money(tenant)
          select b.tenant, r.into as code, sum(b.amount * r.price) as x from facts.buys as b inner join facts.rates as r on r.one = b.currency group by b.tenant, code | money(code)
          select coalesce(a.tenant, b.tenant) as tenant, sum(a.total) as x from facts.orders as a left join facts.buys as b on b.tenant = a.tenant group by coalesce(a.tenant, b.tenant) | money(tenant)
          """)
  void followsACurrencyThroughAQuery(String sql, String unit) {
    QueryUnits units = of(sql);
    assertThat(units.problems()).isEmpty();
    assertThat(units.unit("x").map(Unit::toString).orElse("-")).isEqualTo(unit);
  }

  /** Whoever selects it says it; what he says is then added up as that. */
  @Test
  void letsAnAmountBeSaidInACurrencyThatItsRowDoesNotSay() {
    QueryUnits units =
        of(
            "select tenant, status, pieces * case status when 'a' then listed when 'b' then cost end"
                + " as x from facts.orders");
    assertThat(units.problems()).isEmpty();
    Column status = Column.of("status", DataType.TEXT);
    for (String said : List.of("money(status)", "money(tenant)", "money(unknown)")) {
      assertThat(units.contradictions(Schema.of(status, number("x", said)))).as(said).isEmpty();
    }
    assertThat(units.contradictions(Schema.of(status, number("x", ""))).get("x"))
        .isEqualTo(
            "x is money in a currency that the row does not say and has no unit; its unit is"
                + " money(unknown)");
    assertThat(units.contradictions(Schema.of(status, number("x", "pieces")))).containsKey("x");
  }

  @Test
  void needsNoTenantWhereThereIsOne() {
    String sql = "select sum(total) as x from facts.orders where status = :day";
    assertThat(of(sql, true).problems()).isEmpty();
    assertThat(of(sql, true).unit("x")).contains(Unit.money(Unit.TENANT));
    assertThat(of(sql).problems()).hasSize(1);
  }

  @Test
  void saysInWhichLine() {
    assertThat(of("select\n  tenant,\n  -- “buys”\n  sum(amount) as x\nfrom facts.buys").problems())
        .extracting(QueryUnits.Problem::line)
        .containsExactly(4);
  }

  @Test
  void findsWhatASchemaSaysWrongly() {
    QueryUnits units =
        of("select tenant, currency, sum(amount) as x from facts.buys group by tenant, currency");
    Column tenant = Column.of("tenant", DataType.TEXT);
    Column code = Column.of("currency", DataType.TEXT);
    assertThat(units.contradictions(Schema.of(tenant, code, number("x", "money(currency)"))))
        .isEmpty();
    assertThat(units.contradictions(Schema.of(tenant, code, number("x", "money(tenant)"))))
        .containsOnlyKeys("x")
        .containsEntry(
            "x",
            "x is money in the currency that facts.buys.currency says and is said to be"
                + " money(tenant); its unit is money(currency)");
    assertThat(units.contradictions(Schema.of(tenant, code, number("x", ""))).get("x"))
        .endsWith("and has no unit; its unit is money(currency)");
    assertThat(
            of("select amount as x from facts.buys")
                .contradictions(Schema.of(number("x", "money(tenant)")))
                .get("x"))
        .endsWith("select the column that says the currency, too");
    assertThat(
            of("""
               select own, sum(total) as x
               from facts.orders
               inner join facts.homes on homes.tenant = orders.tenant
               group by own
               """)
                .contradictions(
                    Schema.of(Column.of("own", DataType.TEXT), number("x", "money(own)"))))
        .as("of several tenants, whose currency a column says")
        .isEmpty();
    assertThat(
            of("select pieces as x from facts.orders")
                .contradictions(Schema.of(number("x", "kg")))
                .get("x"))
        .isEqualTo("x is pieces and is said to be kg; its unit is pieces");
  }
}
