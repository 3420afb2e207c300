package io.daybook.fact;

import io.daybook.digest.Sha256;
import io.daybook.fact.FactDefinition.Picked;
import io.daybook.schema.DataType;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.TenantRule;
import io.daybook.sql.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the query of the fact that every source has: its tenants, with the zone of their days. */
final class TenantsSql {
  private TenantsSql() {}

  /** The query; its columns go to the list. */
  static String write(SourceModel model, List<Picked> columns, WallTimes times, SelectList select) {
    TenantRule rule = model.tenants();
    SourceTable table = model.table(rule.table()).orElseThrow();
    Optional<String> zone = rule.zoneColumn().map(column -> Quoted.column(FactSql.BASE, column));
    select.add(
        rule.column(),
        DataType.TEXT,
        false,
        "tenant",
        TenantColumns.text(table, FactSql.BASE, rule.key()));
    zone.ifPresentOrElse(text -> ownZone(model, text, select), () -> sameZone(model, select));
    select.add(
        "is_live",
        DataType.BOOLEAN,
        false,
        "whether the tenant is not deleted; a deleted one is in no mart",
        rule.deletedColumn()
            .map(deleted -> Quoted.column(FactSql.BASE, deleted) + " is null")
            .orElse("true"));
    columns.forEach(column -> FactSql.carry(table, column, times, select));
    String sql =
        "select\n    %s\nfrom %s as base\n".formatted(select.text(), TenantColumns.raw(table));
    String joins = times.joins().stream().map(join -> join + "\n").collect(Collectors.joining());
    return zone.map(text -> KNOWN_ZONES + sql + JOIN.formatted(text) + joins).orElse(sql);
  }

  /** The fact of a source that has one tenant alone: one row, and of all that only what is said. */
  static FactModel only(SourceModel model, TenantRule.Only tenant) {
    SelectList select = new SelectList();
    select.add(model.tenants().column(), DataType.TEXT, false, "tenant", Quoted.text(tenant.id()));
    sameZone(model, select);
    select.add("is_live", DataType.BOOLEAN, false, "always true", "true");
    select.add("name", DataType.TEXT, false, "what it is called", Quoted.text(tenant.name()));
    said("currency", tenant.currency(), select);
    said("locale", tenant.locale(), select);
    String sql = "select\n    " + select.text() + "\n";
    String description = "The only tenant";
    List<String> grain = List.of(model.tenants().column());
    return new FactModel(
        FactSql.TENANTS,
        description,
        Optional.empty(),
        grain,
        select.schema(),
        List.of(),
        List.of(),
        List.of(),
        sql,
        Sha256.ofParts(FactSql.TENANTS, description, grain, select.schema(), sql));
  }

  private static void said(String column, Optional<String> value, SelectList select) {
    select.add(
        column,
        DataType.TEXT,
        true,
        column + " as source.yml says it",
        "cast(" + value.map(Quoted::text).orElse("null") + " as text)");
  }

  /** SQL of a tenant's zone. */
  static String zone(SourceModel model) {
    String zone = FactSql.defaultZone(model);
    return model.tenants().zoneColumn().isPresent()
        ? "coalesce(known_zones.zone, " + zone + ")"
        : zone;
  }

  private static void ownZone(SourceModel model, String text, SelectList select) {
    select.add("zone_text", DataType.TEXT, true, "zone as the source has it, free text", text);
    select.add(
        "zone",
        DataType.TEXT,
        false,
        "zone of the tenant's days, as the tz database spells it; the source's default when zone_text"
            + " names none",
        zone(model));
    select.add(
        "is_zone_valid",
        DataType.BOOLEAN,
        false,
        "whether zone_text names a zone of the tz database; case and blanks around it do not count",
        "known_zones.zone is not null");
  }

  /** What a source does not say of its tenants cannot be wrong there. */
  private static void sameZone(SourceModel model, SelectList select) {
    select.add(
        "zone_text", DataType.TEXT, true, "NULL: the source has no zones", "cast(null as text)");
    select.add(
        "zone",
        DataType.TEXT,
        false,
        "zone of the tenant's days: the default_zone of source.yml",
        zone(model));
    select.add(
        "is_zone_valid", DataType.BOOLEAN, false, "true: source.yml declares the zone", "true");
  }

  private static final String KNOWN_ZONES =
      """
      with
      known_zones as (
          select distinct zone
          from facts.zone_offsets
      )

      """;

  private static final String JOIN =
      """
      left join known_zones
          on folded(known_zones.zone) = folded(%s)
      """;
}
