package io.daybook.source;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the {@link Catalogue} of a live database; needs no right on the tables. */
final class LiveCatalogue {
  /** Tables, partitioned tables and foreign tables: what holds rows of its own. */
  static final Set<String> TABLES = Set.of("r", "p", "f");

  /** Everything that can be selected from. */
  static final Set<String> RELATIONS = Set.of("r", "p", "f", "v", "m");

  /** A domain is what it is made of: its values are sent as those of its base type. */
  private static final String COLUMNS =
      """
      with recursive domains as (
          select t.oid, t.typbasetype, t.typtypmod
          from pg_catalog.pg_type t
          where t.typtype = 'd'
          union all
          select d.oid, t.typbasetype, t.typtypmod
          from domains d
          join pg_catalog.pg_type t on t.oid = d.typbasetype and t.typtype = 'd'
      ), types as (
          select t.oid, coalesce(b.oid, t.oid) as base, d.typtypmod as modifier
          from pg_catalog.pg_type t
          left join (domains d join pg_catalog.pg_type b on b.oid = d.typbasetype and b.typtype <> 'd')
              on d.oid = t.oid
      )
      select c.relname, a.attname, not a.attnotnull, t.typtype = 'e',
          case when t.typtype = 'e' then t.typname
              else pg_catalog.format_type(t.oid, coalesce(b.modifier, a.atttypmod)) end,
          array(
              select e.enumlabel::text
              from pg_catalog.pg_enum e
              where e.enumtypid = t.oid
              order by e.enumsortorder),
          exists (
              select from pg_catalog.pg_collation l
              where l.oid = a.attcollation and not l.collisdeterministic),
          n.nspname, tn.nspname
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a
          on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join types b on b.oid = a.atttypid
      join pg_catalog.pg_type t on t.oid = b.base
      join pg_catalog.pg_namespace tn on tn.oid = t.typnamespace
      where n.nspname = any (?) and c.relkind::text = any (?) and not c.relispartition
      order by n.nspname, c.relname, a.attnum
      """;

  private static final String KEYS =
      """
      select c.relname, k.contype = 'p',
          array(
              select a.attname::text
              from unnest(k.conkey) with ordinality u(attnum, place)
              join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
              order by u.place),
          p.relname,
          array(
              select a.attname::text
              from unnest(k.confkey) with ordinality u(attnum, place)
              join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum
              order by u.place),
          n.nspname, pn.nspname
      from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_class p on p.oid = k.confrelid
      left join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
      where n.nspname = any (?) and k.contype in ('p', 'f') and k.conparentid = 0
          and not c.relispartition
      order by n.nspname, c.relname, k.conname
      """;

  /** What is not a plain table; a partition or child of another server makes the whole foreign. */
  private static final String KINDS =
      """
      with recursive tree as (
          select n.nspname, c.relname, c.oid, c.relkind
          from pg_catalog.pg_class c
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = any (?) and c.relkind in ('r', 'p', 'f', 'v', 'm')
              and not c.relispartition
          union all
          select t.nspname, t.relname, c.oid, c.relkind
          from tree t
          join pg_catalog.pg_inherits i on i.inhparent = t.oid
          join pg_catalog.pg_class c on c.oid = i.inhrelid
      )
      select nspname, relname, bool_or(relkind = 'f')
      from tree
      where relkind in ('f', 'v', 'm')
      group by nspname, relname
      """;

  private static final String READABLE =
      """
      select n.nspname, c.relname, a.attname
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = any (?) and c.relkind in ('r', 'p', 'f', 'v', 'm') and not c.relispartition
          and has_schema_privilege(n.oid, 'usage')
          and has_column_privilege(c.oid, a.attnum, 'select')
      """;

  private static final String UNVOUCHED =
      """
      select n.nspname, c.relname
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition
          and (
              exists (
                  select from pg_catalog.pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                      and a.attgenerated = 'v')
              or c.relkind = 'r' and exists (
                  select from pg_catalog.pg_inherits i
                  where i.inhparent = c.oid))
      """;

  /** Those with fewer columns first. */
  private static final String UNIQUES =
      """
      select n.nspname, c.relname,
          array(
              select a.attname::text
              from unnest(i.indkey) with ordinality u(attnum, place)
              join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum
              order by u.place)
      from pg_catalog.pg_index i
      join pg_catalog.pg_class c on c.oid = i.indrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition
          and i.indisunique and i.indisvalid and i.indnkeyatts = i.indnatts
          and i.indpred is null and i.indexprs is null
          and not exists (
              select from pg_catalog.pg_index p
              where p.indrelid = i.indrelid and p.indisprimary)
          and not exists (
              select from unnest(i.indkey) u (attnum)
              join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum
              where not a.attnotnull)
      order by n.nspname, c.relname, i.indnkeyatts, i.indexrelid::regclass::text
      """;

  private final Map<String, Catalogue.Kind> kinds = new TreeMap<>();
  private final Map<String, Map<String, Catalogue.Column>> columns = new TreeMap<>();
  private final Map<String, List<String>> keys = new TreeMap<>();
  private final Map<String, Map<String, List<Catalogue.Reference>>> references = new TreeMap<>();
  private final Map<String, List<Catalogue.CompositeReference>> composites = new TreeMap<>();
  private final Map<String, List<String>> enums = new TreeMap<>();

  private final Schemas schemas;

  private LiveCatalogue(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Reads some schemas, in the session's transaction if there is one.
   *
   * @param kinds letters of {@code pg_class.relkind}
   */
  static Catalogue read(Connection connection, Schemas schemas, Set<String> kinds)
      throws SQLException {
    LiveCatalogue live = new LiveCatalogue(schemas);
    live.readKinds(connection);
    live.readColumns(connection, kinds);
    live.readKeys(connection);
    Map<String, Catalogue.Table> tables = new TreeMap<>();
    live.columns.forEach(
        (name, of) ->
            tables.put(
                name,
                new Catalogue.Table(
                    live.kinds.getOrDefault(name, Catalogue.Kind.TABLE),
                    of,
                    live.keys.getOrDefault(name, List.of()),
                    live.references.getOrDefault(name, Map.of()),
                    live.composites.getOrDefault(name, List.of()))));
    return new Catalogue(tables, live.enums);
  }

  private void readKinds(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KINDS)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.names().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          kinds.put(
              schemas.name(rows.getString(1), rows.getString(2)),
              rows.getBoolean(3) ? Catalogue.Kind.FOREIGN : Catalogue.Kind.VIEW);
        }
      }
    }
  }

  private void readColumns(Connection connection, Set<String> kinds) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.names().toArray()));
      statement.setArray(2, connection.createArrayOf("text", kinds.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          boolean isEnum = rows.getBoolean(4);
          PgType type =
              new PgType(
                  isEnum ? schemas.name(rows.getString(9), rows.getString(5)) : rows.getString(5),
                  isEnum);
          columns
              .computeIfAbsent(
                  schemas.name(rows.getString(8), rows.getString(1)), name -> new LinkedHashMap<>())
              .put(
                  rows.getString(2),
                  new Catalogue.Column(type, rows.getBoolean(3), rows.getBoolean(7)));
          if (type.enumerated()) {
            enums.put(type.name(), texts(rows.getArray(6)));
          }
        }
      }
    }
  }

  /** The columns that the session's role may read, by table. */
  static Map<String, Set<String>> readable(Connection connection, Schemas schemas)
      throws SQLException {
    Map<String, Set<String>> readable = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READABLE)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.names().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          readable
              .computeIfAbsent(
                  schemas.name(rows.getString(1), rows.getString(2)), name -> new HashSet<>())
              .add(rows.getString(3));
        }
      }
    }
    return readable;
  }

  /** What tells rows apart where no primary key does: a unique index of columns without NULL. */
  static Map<String, List<String>> uniques(Connection connection, Schemas schemas)
      throws SQLException {
    Map<String, List<String>> uniques = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(UNIQUES)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.names().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          uniques.putIfAbsent(
              schemas.name(rows.getString(1), rows.getString(2)), texts(rows.getArray(3)));
        }
      }
    }
    return uniques;
  }

  /**
   * Tables whose rows the database does not vouch for: with a column that is worked out whenever it
   * is read, and may fail then, or with the rows of tables that inherit from it, which may share
   * their keys.
   */
  static Set<String> unvouched(Connection connection, Schemas schemas) throws SQLException {
    Set<String> unvouched = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(UNVOUCHED)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.names().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          unvouched.add(schemas.name(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return unvouched;
  }

  /** Two constraints that say the same are one reference. */
  private void readKeys(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.names().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String table = schemas.name(rows.getString(6), rows.getString(1));
          List<String> of = texts(rows.getArray(3));
          if (rows.getBoolean(2)) {
            keys.put(table, of);
          } else if (of.size() == 1) {
            String parent = schemas.name(rows.getString(7), rows.getString(4));
            add(
                references
                    .computeIfAbsent(table, name -> new TreeMap<>())
                    .computeIfAbsent(of.get(0), column -> new ArrayList<>()),
                new Catalogue.Reference(parent, texts(rows.getArray(5)).get(0)));
          } else {
            String parent = schemas.name(rows.getString(7), rows.getString(4));
            add(
                composites.computeIfAbsent(table, name -> new ArrayList<>()),
                new Catalogue.CompositeReference(of, parent, texts(rows.getArray(5))));
          }
        }
      }
    }
  }

  private static <T> void add(List<T> all, T one) {
    if (!all.contains(one)) {
      all.add(one);
    }
  }

  /** The texts of an array. */
  static List<String> texts(Array array) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (Object item : (Object[]) array.getArray()) {
      texts.add(item.toString());
    }
    return List.copyOf(texts);
  }
}
