package io.daybook.run;

import io.daybook.source.PolymorphicRelation;
import io.daybook.source.Relation;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.Tenancy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One arrow of the FK map in SQL that PostgreSQL alone runs, written without the SQL of the checks.
 *
 * @param name as {@code recorded.relation_counts} names it
 * @param type column that names the parent table; empty where there is but one
 * @param parents parent table of each value of the type; of the empty text where there is no type
 */
record FkArrow(
    SourceModel model,
    String name,
    String table,
    String column,
    Optional<String> type,
    Map<String, String> parents,
    String parentColumn) {
  /** Tenant of what belongs to everybody. */
  private static final String SHARED = "'*'";

  /** Every arrow of the model, those by type among them. */
  static List<FkArrow> all(SourceModel model) {
    List<FkArrow> arrows = new ArrayList<>();
    for (SourceTable table : model.tables().values()) {
      for (Relation each : table.relations()) {
        arrows.add(
            new FkArrow(
                model,
                each.toString(),
                each.table(),
                each.columns().get(0),
                Optional.empty(),
                Map.of("", each.parent()),
                each.parentColumns().get(0)));
      }
      for (PolymorphicRelation each : table.polymorphic()) {
        arrows.add(
            new FkArrow(
                model,
                each.toString(),
                each.table(),
                each.column(),
                Optional.of(each.typeColumn()),
                each.parents(),
                "id"));
      }
    }
    return arrows;
  }

  /** Child columns of the arrows that the documentation of Renoz has. */
  static List<String> documented() {
    try (InputStream map =
        FkArrow.class.getResourceAsStream("/io/daybook/source/renoz_fk_map.tsv")) {
      return new String(map.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t")[0])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code orders.customer_id}. */
  String reference() {
    return table + "." + column;
  }

  /** Whether the reference itself says whose the row is: it cannot lead to another tenant's. */
  boolean saysTenant() {
    if (child().tenancy() instanceof Tenancy.Via via) {
      return child().relation(via.relation()).orElseThrow().columns().get(0).equals(column);
    }
    return child().tenancy() instanceof Tenancy.Own own && own.column().equals(column);
  }

  private SourceTable child() {
    return model.table(table).orElseThrow();
  }

  /** Name and six counts: child rows, referenced, orphaned, cross-tenant, deleted, unmapped. */
  String counts() {
    return """
        (%s
        select
            '%s',
            count(*),
            count(reference),
            count(*) filter (where outcome = 'orphaned'),
            count(*) filter (where outcome = 'cross-tenant'),
            count(*) filter (where outcome = 'deleted'),
            count(*) filter (where outcome = 'unmapped')
        from outcomes)
        """
        .formatted(with(), name);
  }

  /**
   * Finds a row to lead into another tenant, with the key of a parent there, and a row to make an
   * orphan of. Both are rows of live tenants whose reference is sound, or NULL where too few are.
   * Columns: whether it is an orphan, place, key, whether the reference is NULL.
   *
   * @param among condition on the rows
   */
  String places(String among) {
    return """
        %s,
        live_tenants as (
            select id::text as tenant from organizations where deleted_at is null
        ),
        sound as (
            select place, type, reference, tenant
            from outcomes
            where outcome in ('resolved', 'none')
                and tenant in (select tenant from live_tenants)
                and %s
        ),
        astray as (
            select *
            from sound
            where type in (select type from parents)
            order by reference is null, place desc
            limit 1
        ),
        stranger as (
            select parents.key
            from astray
            inner join parents
                on parents.type = astray.type
                and parents.tenant <> astray.tenant
            where parents.tenant in (select tenant from live_tenants)
            -- the reference may be unique; two of one row should not lead to the same parent
            order by
                parents.key in (select reference from outcomes where reference is not null),
                md5(parents.key || '%s')
            limit 1
        ),
        orphan as (
            select *
            from sound
            where type in (select type from parents)
                and place not in (select place from astray)
            order by reference is null, place
            limit 1
        )
        select false, astray.place::text, stranger.key, astray.reference is null
        from astray
        cross join stranger
        union all
        select true, place::text, '%s', reference is null
        from orphan
        """
        .formatted(with(), among, name, nowhere());
  }

  /** A key that no row has. */
  String nowhere() {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Gives one orphan of each tenant a parent of its own. */
  String mend() {
    return """
        %s,
        mended as (
            select distinct on (outcomes.tenant) outcomes.place, parents.key
            from outcomes
            inner join parents
                on parents.type = outcomes.type
                and parents.tenant = outcomes.tenant
            where outcomes.outcome = 'orphaned'
            order by outcomes.tenant, outcomes.place, parents.key
        )
        update %2$s
        set %3$s = mended.key::%4$s
        from mended
        where %2$s.ctid = mended.place
        """
        .formatted(with(), table, column, child().column(column).orElseThrow().sourceType());
  }

  private String with() {
    return """
        with parents as (
            %1$s
        ),
        outcomes as (
            select
                child.ctid as place,
                %2$s as type,
                child.%3$s::text as reference,
                child.tenant,
                case
                    when child.%3$s is null then 'none'
                    when %2$s is null or not %2$s in (%4$s) then 'unmapped'
                    when parents.key is null then 'orphaned'
                    when parents.tenant is distinct from child.tenant
                        and parents.tenant is distinct from %5$s
                        and child.tenant is distinct from %5$s then 'cross-tenant'
                    when parents.is_deleted then 'deleted'
                    else 'resolved'
                end as outcome
            from (select child.ctid, child.*, %6$s as tenant from %7$s as child) as child
            left join parents
                on parents.type = %2$s
                and parents.key = child.%3$s::text
        )"""
        .formatted(
            parents.entrySet().stream()
                .map(each -> parentsOf(each.getKey(), each.getValue()))
                .collect(Collectors.joining("\n    union all\n    ")),
            type.map(each -> "child." + each + "::text").orElse("''"),
            column,
            parents.keySet().stream().collect(Collectors.joining("', '", "'", "'")),
            SHARED,
            tenant(child(), "child"),
            table);
  }

  private String parentsOf(String value, String parent) {
    SourceTable source = model.table(parent).orElseThrow();
    return "select '%s' as type, parent.%s::text as key, %s as tenant, %s as is_deleted from %s as parent"
        .formatted(
            value,
            parentColumn,
            parent.equals(model.tenants().table()) ? SHARED : tenant(source, "parent"),
            source
                .deletedColumn()
                .map(deleted -> "parent." + deleted + " is not null")
                .orElse("false"),
            parent);
  }

  /** The tenant of a row: its own, or that of the row that the way to its tenant leads to. */
  private String tenant(SourceTable of, String alias) {
    if (of.tenancy() instanceof Tenancy.Own own) {
      return alias + "." + own.column() + "::text";
    }
    if (!(of.tenancy() instanceof Tenancy.Via via)) {
      return SHARED;
    }
    Relation way = of.relation(via.relation()).orElseThrow();
    String owner = "owner_of_" + alias;
    return "(select %1$s from %2$s as %3$s where %3$s.%4$s = %5$s.%6$s)"
        .formatted(
            tenant(model.table(way.parent()).orElseThrow(), owner),
            way.parent(),
            owner,
            way.parentColumns().get(0),
            alias,
            way.columns().get(0));
  }
}
