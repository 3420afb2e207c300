package io.daybook.fact;

import io.daybook.fact.FactDefinition.Picked;
import io.daybook.schema.DataType;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.TenantRule;
import io.daybook.sql.Quoted;
import java.util.List;

/** Writes the query of the fact that every source has: its tenants, with the zone of their days. */
final class TenantsSql {
  private TenantsSql() {}

  /** The query; its columns go to the list. */
  static String write(SourceModel model, List<Picked> columns, SelectList select) {
    TenantRule rule = model.tenants();
    SourceTable table = model.table(rule.table()).orElseThrow();
    String zone = Quoted.column(FactSql.BASE, rule.zoneColumn());
    select.add(
        rule.column(),
        DataType.TEXT,
        false,
        "tenant",
        TenantColumns.text(table, FactSql.BASE, rule.key()));
    select.add("zone_text", DataType.TEXT, true, "zone as the source has it, free text", zone);
    select.add(
        "zone",
        DataType.TEXT,
        false,
        "zone of the tenant's days, as the tz database spells it; the source's default when zone_text"
            + " names none",
        "coalesce(known_zones.zone, " + FactSql.defaultZone(model) + ")");
    select.add(
        "is_zone_valid",
        DataType.BOOLEAN,
        false,
        "whether zone_text names a zone of the tz database; case and blanks around it do not count",
        "known_zones.zone is not null");
    select.add(
        "is_live",
        DataType.BOOLEAN,
        false,
        "whether the tenant is not deleted; a deleted one is in no mart",
        rule.deletedColumn()
            .map(deleted -> Quoted.column(FactSql.BASE, deleted) + " is null")
            .orElse("true"));
    columns.forEach(column -> FactSql.carry(table, column, select));
    return """
        with
        known_zones as (
            select distinct zone
            from facts.zone_offsets
        )

        select
            %s
        from %s as base
        left join known_zones
            on folded(known_zones.zone) = folded(%s)
        """
        .formatted(select.text(), TenantColumns.raw(table), zone);
  }
}
