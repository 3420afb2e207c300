package io.daybook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fact.ShopModel;
import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import io.daybook.source.TenantRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestColumnsRead {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # A column of the same name elsewhere is not read for that.
          select p.name from raw.plans as p, raw.customers as c where c.id = p.id \
          | {customers=[id], plans=[id, name]}
          # A name of the result is no column.
          select p.id as name from raw.plans as p | {plans=[id]}
          select 'name' as x /* name */ from raw.plans | {plans=[]}
          # Without its table a name counts for all around it.
          select name from raw.plans, raw.customers | {customers=[name], plans=[name]}
          select (select max(id) from raw.plans) from raw.lines | {lines=[id], plans=[id]}
          select 1 as x from raw.lines as l where exists \
          (select 1 from raw.notes as n where n.line_id = l.id and amount > 0) \
          | {lines=[amount, id], notes=[line_id]}
          # The nearest table of a name is meant.
          select 1 as x from raw.lines as a where exists (select a.id from raw.notes as a) \
          | {lines=[], notes=[id]}
          with a as (select id from raw.plans) select a.name from a | {plans=[id]}
          select raw.plans.name from raw.plans | {plans=[name]}
          select plans.NAME from raw.plans | {plans=[name]}
          select 1 as x from raw.plans join raw.agents using (id) | {agents=[id], plans=[id]}
          select 1 as x from raw.plans natural join raw.tickets \
          | {plans=[id, name], tickets=[id, organization_id]}
          select * from raw.plans | {plans=[id, name]}
          select p.* from raw.plans as p, raw.notes as n | {notes=[], plans=[id, name]}
          select count(*) as n from raw.plans | {plans=[]}
          select s.name from (select * from raw.plans) as s | {plans=[id, name]}
          select id from raw.plans union all select text from raw.notes | {notes=[text], plans=[id]}
          select row_number() over (order by name) as n from raw.plans | {plans=[name]}
          # What cannot be read may read everything.
          select from where raw.plans | {plans=[id, name]}
          select id from facts.orders | {}
          """)
  void tellsWhichColumnsOfWhichTableAreRead(String sql, String columns) {
    assertThat(ColumnsRead.of(ShopModel.model(), List.of(sql))).hasToString(columns);
  }

  @Test
  void whatNestsTooDeepMayReadEverything() {
    String sql = "select " + "id + ".repeat(900) + "id as x from raw.plans";
    assertThat(ColumnsRead.of(ShopModel.model(), List.of(sql))).hasToString("{plans=[id, name]}");
  }

  @Test
  void knowsNamesThatOnlyStandInQuotes() {
    DataType text = DataType.TEXT;
    SourceTable table =
        new SourceTable(
            "dbo.Order Lines",
            List.of(
                new SourceColumn("Due On", "text", false, text, true),
                new SourceColumn("order", "text", false, text, true)),
            List.of(),
            new Tenancy.Global(),
            Optional.empty(),
            List.of());
    SourceModel shop = ShopModel.model();
    TenantRule rule = shop.tenants();
    SourceModel model =
        new SourceModel(
            "odd", List.of("public"), rule, Map.of(table.name(), table), Map.of(), "hash");
    assertThat(
            ColumnsRead.of(model, List.of("select t.\"Due On\" from raw.\"dbo.Order Lines\" as t")))
        .isEqualTo(Map.of(table.name(), Set.of("Due On")));
  }
}
