package io.daybook.fact;

import io.daybook.digest.Sha256;
import io.daybook.fact.FactDefinition.ParentPath;
import io.daybook.fact.FactDefinition.Picked;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.TenantRule;
import io.daybook.sql.PlainWord;
import io.daybook.sql.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the query of one fact. Every join is on tenant and key and finds one row at most, so the
 * fact has the rows of its base: no more, no fewer. Names of the source stand in quotes, and
 * aliases are words of our own.
 */
final class FactSql {
  static final String TENANTS = "tenants";
  static final String TENANT_IS_LIVE = "tenant_is_live";
  static final String IS_DELETED = "is_deleted";

  /** Alias of the base table. */
  static final String BASE = "base";

  private final FactDefinition fact;
  private final SourceModel model;
  private final TenantColumns tenants;
  private final SourceTable base;
  private final ParentJoins parents;

  /** SQL of the zone of the row's tenant. */
  private final String zone;

  private final WallTimes times;

  private final SelectList select = new SelectList();
  private final List<String> joins = new ArrayList<>();
  private final Set<String> reads = new LinkedHashSet<>();

  FactSql(FactDefinition fact, SourceModel model) {
    this.fact = fact;
    this.model = model;
    this.tenants = new TenantColumns(model);
    this.base = fact.base();
    this.parents = new ParentJoins(fact, model, tenants);
    this.zone =
        TenantColumns.isGlobal(base)
            ? defaultZone(model)
            : "coalesce(tenant.zone, " + defaultZone(model) + ")";
    this.times = new WallTimes(fact.name().equals(TENANTS) ? TenantsSql.zone(model) : zone);
  }

  /** Names of the columns that a fact has besides those that its file declares. */
  static List<String> generated(SourceTable base, boolean isTenants) {
    if (isTenants) {
      return List.of("zone_text", "zone", "is_zone_valid", "is_live");
    }
    return base.deletedColumn().isPresent()
        ? List.of(TENANT_IS_LIVE, IS_DELETED)
        : List.of(TENANT_IS_LIVE);
  }

  static boolean hasDeletedFlag(SourceTable parent) {
    return parent.deletedColumn().isPresent();
  }

  static String defaultZone(SourceModel model) {
    return Quoted.text(model.tenants().defaultZone().getId());
  }

  /** Adds a column of the base. */
  static void carry(SourceTable base, Picked picked, WallTimes times, SelectList select) {
    Column column = base.rawSchema().column(picked.source()).orElseThrow();
    select.add(
        picked.column(),
        column.type(),
        column.nullable(),
        base.name() + "." + picked.source(),
        times.value(base, BASE, picked.source()));
  }

  FactModel model() {
    reads.add("raw." + base.name());
    String sql = fact.name().equals(TENANTS) ? tenantsSql() : sql();
    Schema schema = fact.measured(select.schema().columns());
    List<String> grain = grain();
    return new FactModel(
        fact.name(),
        fact.description(),
        Optional.of(base.name()),
        grain,
        schema,
        carried(fact.columns()),
        carried(fact.localDates()),
        List.copyOf(reads),
        sql,
        Sha256.ofParts(fact.name(), fact.description(), grain, schema, sql));
  }

  private static List<FactModel.Carried> carried(List<Picked> columns) {
    return columns.stream()
        .map(column -> new FactModel.Carried(column.source(), column.column()))
        .toList();
  }

  private List<String> grain() {
    List<String> grain = new ArrayList<>(List.of(tenants.column()));
    if (!fact.name().equals(TENANTS)) {
      for (String key : base.keyBesideTenant()) {
        fact.columns().stream()
            .filter(column -> column.source().equals(key))
            .findFirst()
            .ifPresent(column -> grain.add(column.column()));
      }
    }
    return grain;
  }

  private String tenantsSql() {
    if (model.tenants().zoneColumn().isPresent()) {
      reads.add("facts." + ZoneOffsets.NAME);
    }
    String sql = TenantsSql.write(model, fact.columns(), times, select);
    readWalls();
    return sql;
  }

  private String sql() {
    tenantColumns();
    fact.columns().forEach(column -> carry(base, column, times, select));
    base.deletedColumn()
        .ifPresent(
            deleted ->
                select.add(
                    IS_DELETED,
                    DataType.BOOLEAN,
                    false,
                    "whether the row is soft-deleted",
                    Quoted.column(BASE, deleted) + " is not null"));
    parents.tables().forEach(parent -> reads.add("raw." + parent.name()));
    joins.addAll(parents.joins());
    joinTenant();
    fact.paths().forEach(this::parentColumns);
    fact.localDates().forEach(this::localDate);
    joins.addAll(times.joins());
    readWalls();
    StringBuilder sql = new StringBuilder();
    sql.append("select\n    ").append(select.text());
    sql.append("\nfrom ").append(TenantColumns.raw(base)).append(" as ").append(BASE);
    joins.forEach(join -> sql.append('\n').append(join));
    return tenants.with() + sql.append('\n');
  }

  private void readWalls() {
    if (!times.joins().isEmpty()) {
      reads.add("facts." + WallOffsets.NAME);
    }
  }

  private void tenantColumns() {
    Optional<TenantRule.Only> only = model.tenants().only();
    if (only.isPresent()) {
      String id = Quoted.text(only.get().id());
      select.add(tenants.column(), DataType.TEXT, false, "the only tenant", id);
      select.add(TENANT_IS_LIVE, DataType.BOOLEAN, false, "always true", "true");
      return;
    }
    if (TenantColumns.isGlobal(base)) {
      select.add(
          tenants.column(), DataType.TEXT, false, "no tenant's", Quoted.text(FactModel.GLOBAL));
      select.add(TENANT_IS_LIVE, DataType.BOOLEAN, false, "never true", "false");
      return;
    }
    reads.add("facts." + TENANTS);
    select.add(
        tenants.column(),
        DataType.TEXT,
        false,
        "tenant; " + TenantRule.UNASSIGNED + " where it cannot be derived",
        "coalesce(%s, %s)"
            .formatted(
                Quoted.column("tenant", tenants.column()), Quoted.text(TenantRule.UNASSIGNED)));
    select.add(
        TENANT_IS_LIVE,
        DataType.BOOLEAN,
        false,
        "whether the tenant is not deleted",
        "coalesce(tenant.is_live, false)");
    tenants.join(base, BASE).ifPresent(joins::add);
  }

  /** After the parents: what it adds to a row need not travel to those that lie elsewhere. */
  private void joinTenant() {
    if (!TenantColumns.isGlobal(base)) {
      joins.add(
          "left join facts.tenants as tenant\n    on %s = %s"
              .formatted(
                  tenants.ofText(Quoted.column("tenant", tenants.column())),
                  tenants.of(base, BASE)));
    }
  }

  private void parentColumns(ParentPath path) {
    String alias = parents.alias(path);
    SourceTable parent = model.table(path.last().parent()).orElseThrow();
    for (Picked picked : path.columns()) {
      select.add(
          picked.column(),
          parent.rawSchema().column(picked.source()).orElseThrow().type(),
          true,
          parent.name() + "." + picked.source() + " of the " + path.name(),
          times.value(parent, alias, picked.source()));
    }
    parent
        .deletedColumn()
        .ifPresent(
            deleted ->
                select.add(
                    path.name() + "_is_deleted",
                    DataType.BOOLEAN,
                    true,
                    "whether the " + path.name() + " is soft-deleted; NULL where there is none",
                    SelectList.ifThere(
                        Quoted.column(alias, path.last().parentColumns().get(0)),
                        Quoted.column(alias, deleted) + " is not null")));
  }

  private void localDate(Picked date) {
    String instant = Quoted.column(BASE, date.source());
    if (base.column(date.source()).orElseThrow().clock().isTenants()) {
      select.add(
          date.column(),
          DataType.DATE,
          true,
          "day of " + date.source() + " on the tenant's clock",
          "local_date(" + instant + ", 0)");
      return;
    }
    reads.add("facts." + ZoneOffsets.NAME);
    String offset = "offset_" + PlainWord.of(date.column().replaceFirst("_local_date$", ""));
    select.add(
        date.column(),
        DataType.DATE,
        true,
        "day of " + date.source() + " in the tenant's zone",
        "local_date(" + instant + ", " + offset + ".offset_seconds)");
    joins.add(
        """
        left join facts.zone_offsets as %1$s
            on %1$s.zone = %2$s
            and %1$s.utc_year
                = %4$s
            and %3$s >= %1$s.from_utc
            and %3$s < %1$s.to_utc"""
            .formatted(offset, zone, instant, ZoneOffsets.pieceOf(instant)));
  }
}
