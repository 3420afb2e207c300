package io.daybook.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts a few rows into every table that has none yet, as its columns and references allow: nothing
 * reads them but the extraction, so they need a shape and no story. Works from the catalogue, after
 * the foreign keys are made; a new table needs nothing here.
 */
final class RestRows {
  private static final int ROWS_PER_TENANT = 3;

  /**
   * What a row needs: columns that must have a value, and references that can have one unless a
   * check binds them to another column. Positions keep columns of a row apart. Of a parent the two
   * rows at the ends of its key serve, which one scan finds.
   */
  private static final String COLUMNS =
      """
      select
          cast(tables.oid::regclass as text) as table_name,
          quote_ident(columns.attname) as column_name,
          columns.attnum as position,
          exists (
              select
              from pg_constraint as checks
              where checks.contype = 'c'
                  and checks.conrelid = tables.oid
                  and columns.attnum = any (checks.conkey)
                  and cardinality(checks.conkey) > 1
          ) as is_bound,
          format_type(columns.atttypid, columns.atttypmod) as type,
          types.typtype = 'e' as is_enum,
          columns.attnotnull as is_required,
          columns.atthasdef and columns.attgenerated = '' as has_default,
          cast(parents.oid::regclass as text) as parent_table,
          (
              select substring(pg_get_constraintdef(checks.oid) from 'ARRAY[^'']*''([^'']*)''')
              from pg_constraint as checks
              where checks.contype = 'c'
                  and checks.conrelid = tables.oid
                  and checks.conkey = array[columns.attnum]
              limit 1
          ) as allowed,
          coalesce(keys.indisprimary, false) as is_key,
          coalesce(keys.indnkeyatts = 1, false) as is_whole_key
      from pg_class as tables
      join pg_attribute as columns
          on columns.attrelid = tables.oid and columns.attnum > 0 and not columns.attisdropped
      join pg_type as types on types.oid = columns.atttypid
      left join lateral (
          select parent.oid
          from pg_constraint as foreign_keys
          inner join pg_class as parent on parent.oid = foreign_keys.confrelid
          where foreign_keys.contype = 'f'
              and foreign_keys.conrelid = tables.oid
              and foreign_keys.conkey = array[columns.attnum]
              and parent.relnamespace = any (:schemas)
          order by foreign_keys.conname
          limit 1
      ) as parents on true
      left join pg_index as keys
          on keys.indrelid = tables.oid and keys.indisprimary and columns.attnum = any (keys.indkey)
      where tables.relnamespace = any (:schemas)
          and tables.relkind = 'r'
          and columns.attgenerated = ''
          and columns.attidentity = ''
      order by tables.relname, tables.relnamespace::regnamespace::text, columns.attnum
      """;

  private record Column(
      String name,
      int position,
      boolean bound,
      String type,
      boolean isEnum,
      boolean required,
      boolean hasDefault,
      Optional<String> parent,
      Optional<String> allowed,
      boolean key,
      boolean wholeKey) {}

  private final Statement statement;
  private final DemoShape shape;
  private final Map<String, List<Column>> tables = new LinkedHashMap<>();

  private RestRows(Statement statement, DemoShape shape) {
    this.statement = statement;
    this.shape = shape;
  }

  /**
   * Fills what is empty, parents first. Needs the schema {@code demo} of the scripts, where {@code
   * demo.tenants} has each tenant's id, mark and {@code created_at}, and {@code demo.past} ends
   * instants with the history.
   */
  static void fill(Connection admin, DemoShape shape) throws SQLException {
    try (Statement statement = admin.createStatement()) {
      new RestRows(statement, shape).fill();
    }
  }

  private void fill() throws SQLException {
    load();
    List<String> filled = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (String table : tables.keySet()) {
      (isEmpty(table) ? waiting : filled).add(table);
    }
    statement.execute("create table demo.parents (name text, tenant uuid, n integer, id uuid)");
    // Each row asks for each of its parents: of fifty organisations, three minutes did not do.
    statement.execute("create index on demo.parents (name)");
    for (String table : filled) {
      sample(table);
    }
    boolean progress = true;
    while (progress) {
      progress = false;
      for (String table : List.copyOf(waiting)) {
        if (isReady(table, filled)) {
          statement.execute(insert(table, filled));
          sample(table);
          waiting.remove(table);
          filled.add(table);
          progress = true;
        }
      }
    }
  }

  private void load() throws SQLException {
    String schemas =
        shape.schemas().stream()
            .map(schema -> "'" + schema + "'::regnamespace")
            .collect(Collectors.joining(", ", "array[", "]"));
    try (ResultSet row = statement.executeQuery(COLUMNS.replace(":schemas", schemas))) {
      while (row.next()) {
        tables
            .computeIfAbsent(row.getString("table_name"), name -> new ArrayList<>())
            .add(
                new Column(
                    row.getString("column_name"),
                    row.getInt("position"),
                    row.getBoolean("is_bound"),
                    row.getString("type"),
                    row.getBoolean("is_enum"),
                    row.getBoolean("is_required"),
                    row.getBoolean("has_default"),
                    Optional.ofNullable(row.getString("parent_table")),
                    Optional.ofNullable(row.getString("allowed")),
                    row.getBoolean("is_key"),
                    row.getBoolean("is_whole_key")));
      }
    }
  }

  private boolean isEmpty(String table) throws SQLException {
    try (ResultSet row = statement.executeQuery("select exists (select from " + table + ")")) {
      row.next();
      return !row.getBoolean(1);
    }
  }

  /** Whether every reference that a row must have finds a parent. */
  private boolean isReady(String table, List<String> filled) {
    return tables.get(table).stream()
        .filter(column -> column.required() && column.parent().isPresent())
        .allMatch(column -> filled.contains(column.parent().orElseThrow()));
  }

  /** Two rows of each tenant that others may refer to; of a table without tenants, of none. */
  private void sample(String table) throws SQLException {
    boolean byTenant =
        tables.get(table).stream().anyMatch(each -> each.name().equals(shape.column()));
    Optional<String> key =
        tables.get(table).stream()
            .filter(each -> each.wholeKey() && each.type().equals("uuid"))
            .map(Column::name)
            .findFirst();
    if (key.isEmpty()) {
      return;
    }
    String tenant =
        table.equals(shape.tenants()) ? shape.key() : byTenant ? shape.column() : "null::uuid";
    statement.execute(
        """
        insert into demo.parents
        select '%1$s', tenant, n, case n when 0 then low else high end::uuid
        from (
            select %2$s as tenant, min(%3$s::text) as low, max(%3$s::text) as high
            from %1$s
            group by %2$s
        ) as ends
        cross join generate_series(0, 1) as n
        """
            .formatted(table, tenant, key.orElseThrow()));
  }

  private String insert(String table, List<String> filled) {
    List<Column> written =
        tables.get(table).stream()
            .filter(
                column ->
                    (column.hasDefault() ? isVolatile(column) : column.required())
                        || (!column.bound()
                            && column.parent().filter(filled::contains).isPresent()))
            .toList();
    String names = written.stream().map(Column::name).collect(Collectors.joining(", "));
    String values =
        written.stream()
            .map(column -> value(table, column) + " as " + column.name())
            .collect(Collectors.joining(",\n    "));
    String required =
        written.stream()
            .filter(Column::required)
            .map(column -> column.name() + " is not null")
            .collect(Collectors.joining(" and "));
    return """
        insert into %1$s (%2$s)
        select %2$s
        from (
            select
            %3$s
            from demo.tenants as tenant
            cross join generate_series(1, %4$d) as turn
        ) as made
        where %5$s
        """
        .formatted(table, names, values, ROWS_PER_TENANT, required);
  }

  /** A default that asks the clock or the dice would make other rows every time. */
  private static boolean isVolatile(Column column) {
    return column.key() || column.type().startsWith("timestamp");
  }

  private String value(String table, Column column) {
    String row = "'" + table + "." + column.name() + "' || tenant.id || turn";
    if (column.name().equals(shape.column())) {
      return "tenant.id";
    }
    if (column.parent().isPresent()) {
      // A parent that knows no tenant was made for the one whose turn it was: the first serves all.
      return """
          (
              select parents.id
              from demo.parents
              where parents.name = '%1$s'
                  and coalesce(parents.tenant, tenant.id) = tenant.id
              order by (parents.n + turn + %2$d) %% 2, parents.id
              limit 1
          )"""
          .formatted(column.parent().orElseThrow(), column.position());
    }
    if (column.isEnum()) {
      return "(enum_range(null::%1$s))[1 + demo.roll(%2$s, cardinality(enum_range(null::%1$s)))]"
          .formatted(column.type(), row);
    }
    if (column.allowed().isPresent()) {
      return "'" + column.allowed().orElseThrow() + "'";
    }
    String type = column.type();
    if (type.startsWith("character varying") || type.equals("text")) {
      String limit = type.replaceAll("\\D", "");
      String text = "'" + column.name() + " ' || turn || ' · ' || tenant.mark";
      return limit.isEmpty() ? text : "left(md5(" + row + "), " + limit + ")";
    }
    if (type.startsWith("timestamp")) {
      return "demo.past(tenant.created_at + turn * interval '7 days')"
          + " + "
          + column.position()
          + " * interval '1 minute'";
    }
    return switch (type) {
      case "uuid" -> "demo.id(" + row + ")";
      case "jsonb" -> "jsonb_build_object('turn', turn)";
      case "date" -> "date '2026-01-01' + turn + " + column.position();
      case "boolean" -> "turn = 1";
      case "inet" -> "inet '192.0.2.1'";
      case "time without time zone" -> "time '09:30'";
      case "interval" -> "turn * interval '1 hour'";
      case "text[]" -> "array['" + column.name() + "']";
      case "uuid[]" -> "array[demo.id(" + row + ")]";
      default -> "turn";
    };
  }
}
