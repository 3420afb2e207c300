package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.KeyForm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestSqlText {
  @Test
  void bindsParametersAndNothingElse() {
    String sql = "select ':a', x::bigint, :a, -- :a\n:b_2 /* :a */ from t";
    assertThat(SqlText.bind(sql, Map.of("a", "1", "b_2", "date '2024-01-01'")))
        .isEqualTo("select ':a', x::bigint, 1, -- :a\ndate '2024-01-01' /* :a */ from t");
  }

  @Test
  void refusesAParameterWithoutAValue() {
    assertThatThrownBy(() -> SqlText.bind("select\n:b", Map.of("a", "1")))
        .hasMessageContaining("DEF-DIALECT Cannot bind :b in line 2: no such parameter")
        .hasMessageContaining("[a]");
  }

  @Test
  void namesTheDatasets() {
    assertThat(
            SqlText.datasets(
                "select facts.orders.id, 'raw.x' from facts.orders join RAW . users -- raw.y\n"))
        .containsExactly("facts.orders", "raw.users");
  }

  @Test
  void namesDatasetsForSparkAsTheirTable() {
    assertThat(
            SparkDialect.rewrite(
                "select orders.id, facts.orders.x from facts.orders join raw.users as u on true,"
                    + " raw.items i, (select 1 from marts.m) where 'raw.x' = a.raw.b",
                KeyForm.TEXT))
        .isEqualTo(
            "select orders.id, `orders`.x from facts__orders as `orders` join raw__users as u on"
                + " true, raw__items i, (select 1 from marts__m as `m`) where 'raw.x' = a.raw.b");
  }

  @Test
  void namesWhatStandsInQuotesAsEachEngineDoes() {
    String sql = "select \"a\"\"b`\", o.\"order\" from raw.\"dbo.Users\" as o, facts.order where x";
    assertThat(SqlText.datasets(sql)).containsExactly("raw.dbo.Users", "facts.order");
    assertThat(SqlText.words(sql)).contains("a\"b`", "order", "x");
    assertThat(DuckDialect.rewrite(sql, KeyForm.TEXT))
        .isEqualTo(
            "select \"a\"\"b`\", o.\"order\" from raw.\"dbo.Users\" as o, facts.\"order\" where x");
    assertThat(SparkDialect.rewrite(sql, KeyForm.TEXT))
        .matches(
            "select `a\"b```, o\\.`order` from raw__dbo_users_[0-9a-f]{8} as o,"
                + " facts__order as `order` where x");
  }

  @Test
  void standsWhateverIsAMegabyteLong() {
    String megabyte = "it''s \n".repeat(150_000);
    String sql =
        "select '%1$s' as a, \"%2$s\" /* %1$s */ -- %2$s\nfrom facts.t where x = :release"
            .formatted(megabyte, megabyte.replace("\n", ""));
    assertThat(sql.length()).isGreaterThan(3_000_000);
    assertThat(SqlText.datasets(sql)).containsExactly("facts.t");
    assertThat(SqlText.bind(sql, Map.of("release", "1"))).isEqualTo(sql.replace(":release", "1"));
    assertThat(DuckDialect.rewrite(sql, KeyForm.TEXT))
        .isEqualTo(sql.replace("facts.t", "facts.\"t\""));
    SqlLint.check("long.sql", sql);
    // What has no end, again and again, is looked for once.
    String open = "/* ".repeat(300_000) + "'";
    assertThat(SqlText.bind(open, Map.of())).isEqualTo(open);
  }

  @Test
  void spellsFunctionsAndTypesAsTheEngineDoes() {
    String sql =
        "select ratio(ratio(a, b, 2), (c), 4), joined(distinct n), cast(null as text) as text";
    assertThat(SparkDialect.rewrite(sql, KeyForm.TEXT))
        .isEqualTo(
            "select ratio_4(ratio_2(a, b), (c)), joined(distinct n), cast(null as string) as text");
    assertThat(DuckDialect.rewrite(sql, KeyForm.TEXT))
        .isEqualTo(
            "select ratio_4(ratio_2(a, b), (c)), string_agg(distinct n, ', ' order by n),"
                + " cast(null as text) as text");
    assertThat(
            DuckDialect.rewrite(
                "select cast(a as timestamp), timestamp '2024-01-01 00:00:00'", KeyForm.TEXT))
        .isEqualTo("select cast(a as timestamptz), timestamp '2024-01-01 00:00:00'");
  }
}
