package io.daybook.fact;

import io.daybook.digest.Sha256;
import io.daybook.fact.FactDefinition.ParentPath;
import io.daybook.fact.FactDefinition.Picked;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.TenantRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the query of one fact. Every join is on tenant and key and finds one row at most, so the
 * fact has the rows of its base: no more, no fewer.
 */
final class FactSql {
  static final String TENANTS = "tenants";
  static final String TENANT_IS_LIVE = "tenant_is_live";
  static final String IS_DELETED = "is_deleted";

  /** House style of SQL: 100 columns, less indent and comma. */
  private static final int LINE = 95;

  private final FactDefinition fact;
  private final SourceModel model;
  private final TenantColumns tenants;
  private final SourceTable base;
  private final String defaultZone;

  /** Aliases of the joined parents by the way to them. */
  private final Map<List<Relation>, String> aliases = new LinkedHashMap<>();

  private final List<Column> columns = new ArrayList<>();
  private final List<String> selected = new ArrayList<>();
  private final List<String> joins = new ArrayList<>();
  private final Set<String> reads = new LinkedHashSet<>();

  FactSql(FactDefinition fact, SourceModel model) {
    this.fact = fact;
    this.model = model;
    this.tenants = new TenantColumns(model);
    this.base = fact.base();
    this.defaultZone = "'" + model.tenants().defaultZone().getId() + "'";
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

  /** The key without the tenant column, unless that is all of it. */
  static List<String> keyBesideTenant(SourceTable table) {
    String own = TenantColumns.own(table).orElse("");
    List<String> key = table.key().stream().filter(column -> !column.equals(own)).toList();
    return key.isEmpty() ? table.key() : key;
  }

  static boolean hasDeletedFlag(SourceTable parent) {
    return parent.deletedColumn().isPresent();
  }

  FactModel model() {
    reads.add("raw." + base.name());
    String sql = fact.name().equals(TENANTS) ? tenantsSql() : sql();
    Schema schema = new Schema(columns);
    List<String> grain = grain();
    return new FactModel(
        fact.name(),
        fact.description(),
        base.name(),
        grain,
        schema,
        fact.columns().stream()
            .map(column -> new FactModel.Carried(column.source(), column.column()))
            .toList(),
        List.copyOf(reads),
        sql,
        Sha256.ofParts(fact.name(), fact.description(), grain, schema, sql));
  }

  private List<String> grain() {
    List<String> grain = new ArrayList<>(List.of(tenants.column()));
    if (!fact.name().equals(TENANTS)) {
      for (String key : keyBesideTenant(base)) {
        fact.columns().stream()
            .filter(column -> column.source().equals(key))
            .findFirst()
            .ifPresent(column -> grain.add(column.column()));
      }
    }
    return grain;
  }

  private String tenantsSql() {
    TenantRule rule = model.tenants();
    String table = rule.table();
    reads.add("facts." + ZoneOffsets.NAME);
    add(tenants.column(), DataType.TEXT, false, "tenant", table + "." + rule.key());
    add(
        "zone_text",
        DataType.TEXT,
        true,
        "zone as the source has it, free text",
        table + "." + rule.zoneColumn());
    add(
        "zone",
        DataType.TEXT,
        false,
        "zone of the tenant's days, as the tz database spells it; the source's default when zone_text"
            + " names none",
        "coalesce(known_zones.zone, " + defaultZone + ")");
    add(
        "is_zone_valid",
        DataType.BOOLEAN,
        false,
        "whether zone_text names a zone of the tz database; case and blanks around it do not count",
        "known_zones.zone is not null");
    add(
        "is_live",
        DataType.BOOLEAN,
        false,
        "whether the tenant is not deleted; a deleted one is in no mart",
        rule.deletedColumn().map(deleted -> table + "." + deleted + " is null").orElse("true"));
    fact.columns().forEach(column -> carry(column));
    return """
        with
        known_zones as (
            select distinct zone
            from facts.zone_offsets
        )

        select
            %1$s
        from raw.%2$s as %2$s
        left join known_zones
            on folded(known_zones.zone) = folded(%2$s.%3$s)
        """
        .formatted(String.join(",\n    ", selected), table, rule.zoneColumn());
  }

  private String sql() {
    nameParents();
    tenantColumns();
    fact.columns().forEach(this::carry);
    base.deletedColumn()
        .ifPresent(
            deleted ->
                add(
                    IS_DELETED,
                    DataType.BOOLEAN,
                    false,
                    "whether the row is soft-deleted",
                    base.name() + "." + deleted + " is not null"));
    aliases.keySet().stream()
        .filter(steps -> !isJoinedWithin(steps))
        .forEach(steps -> joins.addAll(joinsOf(steps)));
    joinTenant();
    fact.paths().forEach(this::parentColumns);
    fact.localDates().forEach(this::localDate);
    StringBuilder sql = new StringBuilder();
    sql.append("select\n    ").append(String.join(",\n    ", selected));
    sql.append("\nfrom raw.").append(base.name()).append(" as ").append(base.name());
    joins.forEach(join -> sql.append('\n').append(join));
    return tenants.with() + sql.append('\n');
  }

  /** A parent is called as its table, or by path and table where the table occurs twice. */
  private void nameParents() {
    Map<List<Relation>, String> names = new LinkedHashMap<>();
    for (ParentPath path : fact.paths()) {
      for (int length = 1; length < path.steps().size(); length++) {
        List<Relation> steps = path.steps().subList(0, length);
        names.putIfAbsent(steps, String.join("_", steps.stream().map(Relation::name).toList()));
      }
    }
    fact.paths().forEach(path -> names.put(path.steps(), path.name()));
    List<String> tables = new ArrayList<>(List.of(base.name()));
    names.keySet().forEach(steps -> tables.add(last(steps).parent()));
    names.forEach(
        (steps, name) -> {
          String table = last(steps).parent();
          boolean once = tables.stream().filter(table::equals).count() == 1;
          aliases.put(steps, once ? table : name + "_" + table);
        });
  }

  private static Relation last(List<Relation> steps) {
    return steps.get(steps.size() - 1);
  }

  private void tenantColumns() {
    if (TenantColumns.isGlobal(base)) {
      add(tenants.column(), DataType.TEXT, false, "no tenant's", "'" + FactModel.GLOBAL + "'");
      add(TENANT_IS_LIVE, DataType.BOOLEAN, false, "never true", "false");
      return;
    }
    reads.add("facts." + TENANTS);
    add(
        tenants.column(),
        DataType.TEXT,
        false,
        "tenant; " + TenantRule.UNASSIGNED + " where it cannot be derived",
        "coalesce(tenant." + tenants.column() + ", '" + TenantRule.UNASSIGNED + "')");
    add(
        TENANT_IS_LIVE,
        DataType.BOOLEAN,
        false,
        "whether the tenant is not deleted",
        "coalesce(tenant.is_live, false)");
    tenants.join(base, base.name()).ifPresent(joins::add);
  }

  /** After the parents: what it adds to a row need not travel to those that lie elsewhere. */
  private void joinTenant() {
    if (!TenantColumns.isGlobal(base)) {
      joins.add(
          "left join facts.tenants as tenant\n    on tenant.%s = %s"
              .formatted(tenants.column(), tenants.of(base, base.name())));
    }
  }

  /**
   * Whether a parent's parent is found by columns of the parent alone. They are then joined with
   * each other first: a base has several rows a parent, each wider than a parent's.
   */
  private boolean isJoinedWithin(List<Relation> steps) {
    return steps.size() > 1
        && TenantColumns.own(model.table(last(steps).table()).orElseThrow()).isPresent();
  }

  private String joined(List<Relation> steps) {
    String table = "raw." + last(steps).parent() + " as " + aliases.get(steps);
    List<String> inner =
        aliases.keySet().stream()
            .filter(other -> other.size() == steps.size() + 1)
            .filter(other -> other.subList(0, steps.size()).equals(steps))
            .filter(this::isJoinedWithin)
            .flatMap(other -> joinsOf(other).stream())
            .toList();
    return inner.isEmpty()
        ? table
        : "(\n" + (table + '\n' + String.join("\n", inner)).indent(4) + ")";
  }

  private List<String> joinsOf(List<Relation> steps) {
    String alias = aliases.get(steps);
    Relation relation = last(steps);
    SourceTable parent = model.table(relation.parent()).orElseThrow();
    String child =
        steps.size() == 1 ? base.name() : aliases.get(steps.subList(0, steps.size() - 1));
    String reference = child + "." + relation.column();
    String key = relation.parentColumn();
    reads.add("raw." + parent.name());
    if (TenantColumns.isGlobal(parent)) {
      return List.of(join(joined(steps), alias, key, reference));
    }
    SourceTable childTable = model.table(relation.table()).orElseThrow();
    String tenant =
        TenantColumns.own(childTable)
            .map(own -> child + "." + own)
            .orElseGet(() -> tenants.of(base, base.name()));
    if (TenantColumns.own(parent).isPresent()) {
      return List.of(
          "left join %s\n    on %s = %s\n    and %s.%s = %s"
              .formatted(joined(steps), tenants.of(parent, alias), tenant, alias, key, reference));
    }
    // The parent has no tenant column: its lookup decides, then its row is found by key alone.
    String scope = alias + "_scope";
    return List.of(
        "left join %s as %s\n    on %s.%s = %s\n    and %s.%s = %s"
            .formatted(
                tenants.lookup(parent),
                scope,
                scope,
                tenants.column(),
                tenant,
                scope,
                key,
                reference),
        join(joined(steps), alias, key, scope + "." + key));
  }

  private static String join(String joined, String alias, String key, String reference) {
    return "left join %s\n    on %s.%s = %s".formatted(joined, alias, key, reference);
  }

  private void parentColumns(ParentPath path) {
    String alias = aliases.get(path.steps());
    Relation relation = last(path.steps());
    SourceTable parent = model.table(relation.parent()).orElseThrow();
    for (Picked picked : path.columns()) {
      add(
          picked.column(),
          parent.rawSchema().column(picked.source()).orElseThrow().type(),
          true,
          parent.name() + "." + picked.source() + " of the " + path.name(),
          alias + "." + picked.source());
    }
    parent
        .deletedColumn()
        .ifPresent(
            deleted ->
                add(
                    path.name() + "_is_deleted",
                    DataType.BOOLEAN,
                    true,
                    "whether the " + path.name() + " is soft-deleted; NULL where there is none",
                    ifThere(
                        alias + "." + relation.parentColumn(),
                        alias + "." + deleted + " is not null")));
  }

  private static String ifThere(String key, String value) {
    String text = "case when " + key + " is not null then " + value + " end";
    return text.length() < LINE
        ? text
        : "case\n        when " + key + " is not null\n            then " + value + "\n    end";
  }

  private void localDate(Picked date) {
    reads.add("facts." + ZoneOffsets.NAME);
    String instant = base.name() + "." + date.source();
    String offset = date.column().replaceFirst("_local_date$", "_offset");
    String zone =
        TenantColumns.isGlobal(base) ? defaultZone : "coalesce(tenant.zone, " + defaultZone + ")";
    add(
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
                = greatest(%4$d, least(%5$d, extract(year from %3$s)))
            and %3$s >= %1$s.from_utc
            and %3$s < %1$s.to_utc"""
            .formatted(offset, zone, instant, ZoneOffsets.FIRST_YEAR, ZoneOffsets.LAST_YEAR));
  }

  private void carry(Picked picked) {
    Column column = base.rawSchema().column(picked.source()).orElseThrow();
    add(
        picked.column(),
        column.type(),
        column.nullable(),
        base.name() + "." + picked.source(),
        base.name() + "." + picked.source());
  }

  private void add(String name, DataType type, boolean nullable, String description, String sql) {
    columns.add(new Column(name, type, nullable, description));
    String named = sql + " as " + name;
    if (sql.endsWith("." + name)) {
      selected.add(sql);
    } else if (named.length() < LINE || sql.endsWith("\n    end")) {
      selected.add(named);
    } else {
      selected.add(sql + "\n        as " + name);
    }
  }
}
