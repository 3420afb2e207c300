package io.daybook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.duckdb.SyntaxTrees;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestColumnOrigins {
  private static final Map<String, Schema> DATASETS =
      Map.of(
          "facts.orders", columns("shop", "id", "total", "tax", "day"),
          "facts.homes", columns("shop", "currency"),
          "raw.Odd Rows", columns("Due On", "id"));

  private static SyntaxTrees trees;

  private static Schema columns(String... names) {
    return new Schema(Stream.of(names).map(name -> Column.of(name, DataType.TEXT)).toList());
  }

  @BeforeAll
  static void open() {
    trees = SyntaxTrees.open();
  }

  @AfterAll
  static void close() {
    trees.close();
  }

  /** The origins of the column x. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select total as x from facts.orders | orders.total
          select TOTAL as X from Facts.Orders | orders.total
          select sum(o.total - tax) as x from facts.orders as o where day = '2026-01-01' | orders.tax orders.total
          select case when day is null then total end as x from facts.orders | orders.day orders.total
          select count(*) as x from facts.orders | -
          select :release as x from facts.orders | -
          select sum(total) over (partition by shop) as x from facts.orders | orders.shop orders.total
          select sum(total) filter (where day is null) as x from facts.orders | orders.day orders.total
          select h.currency as x from facts.orders as o inner join facts.homes as h on h.shop = o.shop | homes.currency
          select shop as x from facts.orders inner join facts.homes using (shop) | homes.shop orders.shop
          with o as (select total * 2 as twice from facts.orders) select o.twice as x from o | orders.total
          with o (a, b) as (select id, total from facts.orders) select b as x from o | orders.total
          select o.x from (select tax as x, id from facts.orders) as o | orders.tax
          select t.x from facts.orders cross join (values (0), (1)) as t (x) | -
          select o.* from (select total as x from facts.orders) as o cross join (select tax as x from facts.orders) as p | orders.total
          select (select max(h.currency) from facts.homes as h where h.shop = o.shop) as x from facts.orders as o | homes.currency homes.shop orders.shop
          select (select max(o.tax) from facts.homes as h) as x from facts.orders as o | orders.tax
          select total as x from facts.orders union all select currency from facts.homes | homes.currency orders.total
          with o as (select shop from facts.homes), orders as (select * from facts.orders) select orders.shop as x from orders, o | orders.shop
          with recursive r (a, x) as (select id, total from facts.orders union all select r.x, r.a from r) select x from r | orders.id orders.total
          select o."Due On" as x from raw."Odd Rows" as o | Odd Rows.Due On
          select exists (select 1 from facts.homes as h where h.currency = o.day) as x from facts.orders as o | homes.currency orders.day
          select (select max(h.shop) from facts.homes as h inner join facts.orders as p on p.tax = h.currency) as x from facts.orders as o | homes.currency homes.shop orders.tax
          select o.id in (select h.shop from facts.homes as h group by h.shop having max(h.currency) > 'a') as x from facts.orders as o | homes.currency homes.shop orders.id
          select (select h.shop from facts.homes as h order by h.currency limit 1) as x from facts.orders | homes.currency homes.shop
          select exists (with w as (select shop from facts.homes where currency = 'a') select 1 from w) as x from facts.orders | homes.currency
          select exists (select 1 from (select 1 from facts.homes where currency = 'a') as w union all select 1 from facts.orders as p where p.tax = '1') as x from facts.orders | homes.currency orders.tax
          select exists (select 1 from facts.homes inner join facts.orders using (shop)) as x from facts.orders as o | homes.shop orders.shop
          select total as x from facts.orders where exists (select 1 from facts.homes where currency = day) | orders.total
          select s as x from facts.nowhere | -
          select from where x | ?
          """)
  void followsAColumnBack(String sql, String origins) {
    assertThat(found(sql)).isEqualTo(origins);
  }

  @Test
  void saysThatItCannotFollowWhatNestsTooDeep() {
    assertThat(found("select " + "total || ".repeat(400) + "tax as x from facts.orders"))
        .isEqualTo("?");
  }

  private static String found(String sql) {
    return new ColumnOrigins(DATASETS)
        .of(sql, trees)
        .map(columns -> columns.getOrDefault("x", Set.of()))
        .map(
            origins ->
                origins.stream()
                    .map(each -> each.dataset().replaceFirst("\\w+\\.", "") + "." + each.column())
                    .sorted()
                    .collect(Collectors.joining(" ")))
        .map(all -> all.isEmpty() ? "-" : all)
        .orElse("?");
  }
}
