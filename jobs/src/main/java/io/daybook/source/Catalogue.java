package io.daybook.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a database says of itself, and nothing that a person added.
 *
 * @param tables by name, sorted
 * @param enums values of each enum that a column has, by name, sorted
 */
record Catalogue(Map<String, Table> tables, Map<String, List<String>> enums) {
  Catalogue {
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    enums = Collections.unmodifiableMap(new TreeMap<>(enums));
  }

  /** What a table is. */
  enum Kind {
    /** It holds rows of its own; so do its partitions. */
    TABLE,
    /** A view, materialized or not: the database knows no key of it. */
    VIEW,
    /** Rows of another server, as a table, or in a partition or child of one. */
    FOREIGN;

    /** As {@code catalogue.yml} has it. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A table.
   *
   * @param kind what it is
   * @param columns by name, in the table's order
   * @param key columns of the primary key; empty where there is none
   * @param references where each column's foreign keys lead, by the column, sorted; to one place
   *     but for a column that the database declares several for
   * @param composites foreign keys of several columns
   */
  record Table(
      Kind kind,
      Map<String, Column> columns,
      List<String> key,
      Map<String, List<Reference>> references,
      List<CompositeReference> composites) {
    Table {
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
      key = List.copyOf(key);
      references = Collections.unmodifiableMap(new TreeMap<>(references));
      composites = List.copyOf(composites);
    }

    /**
     * This table with the tenant left out of its foreign keys of several columns, so that one of
     * (tenant, x) is one of x: every join is on the tenant anyway.
     *
     * @param tenant its tenant column
     * @param others those of all tables, by name
     */
    private Table folded(Optional<String> tenant, Function<String, Optional<String>> others) {
      Map<String, List<Reference>> folded = new TreeMap<>();
      references.forEach((column, parents) -> folded.put(column, new ArrayList<>(parents)));
      List<CompositeReference> rest = new ArrayList<>();
      for (CompositeReference each : composites) {
        CompositeReference beside = each.besideTenant(tenant, others.apply(each.table()));
        if (beside.columns().size() > 1) {
          rest.add(beside);
          continue;
        }
        Reference parent = new Reference(each.table(), beside.parentColumns().get(0));
        List<Reference> parents =
            folded.computeIfAbsent(beside.columns().get(0), column -> new ArrayList<>());
        if (!parents.contains(parent)) {
          parents.add(parent);
        }
      }
      return new Table(kind, columns, key, folded, rest);
    }

    /** Whether the database says so, too. */
    boolean declares(Relation relation) {
      return relation.columns().size() == 1
          ? references
              .getOrDefault(relation.columns().get(0), List.of())
              .contains(new Reference(relation.parent(), relation.parentColumns().get(0)))
          : composites.contains(
              new CompositeReference(
                  relation.columns(), relation.parent(), relation.parentColumns()));
    }

    /** This table without some columns, and without what leads from them. */
    Table without(Set<String> unread) {
      Map<String, Column> rest = new LinkedHashMap<>(columns);
      rest.keySet().removeAll(unread);
      Map<String, List<Reference>> leading = new TreeMap<>(references);
      leading.keySet().removeAll(unread);
      return new Table(
          kind,
          rest,
          key,
          leading,
          composites.stream()
              .filter(each -> each.columns().stream().noneMatch(unread::contains))
              .toList());
    }

    /** This table with a key that the database does not know: no column of it may be NULL. */
    Table keyed(List<String> by) {
      Map<String, Column> keyed = new LinkedHashMap<>(columns);
      by.forEach(
          column ->
              keyed.computeIfPresent(
                  column, (name, of) -> new Column(of.type(), false, of.ownCollation())));
      return new Table(kind, keyed, by, references, composites);
    }
  }

  /** This catalogue with the tables alone whose names are among these. */
  Catalogue only(Predicate<String> names) {
    Map<String, Table> some = new TreeMap<>(tables);
    some.keySet().removeIf(names.negate());
    return new Catalogue(some, enums);
  }

  /** This catalogue where some tables have keys that the database does not know. */
  Catalogue keyed(Map<String, List<String>> keys) {
    Map<String, Table> keyed = new TreeMap<>(tables);
    keyed.replaceAll((name, table) -> keys.containsKey(name) ? table.keyed(keys.get(name)) : table);
    return new Catalogue(keyed, enums);
  }

  /**
   * This catalogue with foreign keys of (tenant, x) as those of x.
   *
   * @param tenantColumns the tenant column of a table that has one, by the table's name
   */
  Catalogue folded(Function<String, Optional<String>> tenantColumns) {
    Map<String, Table> folded = new TreeMap<>();
    tables.forEach(
        (name, table) -> folded.put(name, table.folded(tenantColumns.apply(name), tenantColumns)));
    return new Catalogue(folded, enums);
  }

  /**
   * A column.
   *
   * @param ownCollation whether its collation takes texts for equal that differ
   */
  record Column(PgType type, boolean nullable, boolean ownCollation) {
    private static final String NOT_NULL = " not null";
    private static final String OWN_COLLATION = " nondeterministic";

    /** Reads {@code numeric(12,2) not null} or {@code text nondeterministic}. */
    static Column parse(String text, Map<String, List<String>> enums) {
      String nullable = without(NOT_NULL, text.strip());
      String type = without(OWN_COLLATION, nullable);
      return new Column(
          PgType.parse(type, enums.containsKey(type)),
          nullable.equals(text.strip()),
          !type.equals(nullable));
    }

    private static String without(String end, String text) {
      return text.endsWith(end) ? text.substring(0, text.length() - end.length()).strip() : text;
    }

    @Override
    public String toString() {
      return type + (ownCollation ? OWN_COLLATION : "") + (nullable ? "" : NOT_NULL);
    }
  }

  /**
   * A foreign key of several columns.
   *
   * @param table the parent, with its schema in front where that is another one
   */
  record CompositeReference(List<String> columns, String table, List<String> parentColumns) {
    CompositeReference {
      columns = List.copyOf(columns);
      parentColumns = List.copyOf(parentColumns);
    }

    /** Without the tenants of both sides, where it begins from one and leads to the other. */
    private CompositeReference besideTenant(Optional<String> tenant, Optional<String> ofParent) {
      int at = tenant.map(columns::indexOf).orElse(-1);
      if (at < 0 || !ofParent.equals(Optional.of(parentColumns.get(at)))) {
        return this;
      }
      List<String> from = new ArrayList<>(columns);
      List<String> to = new ArrayList<>(parentColumns);
      from.remove(at);
      to.remove(at);
      return new CompositeReference(from, table, to);
    }
  }

  /**
   * Where a foreign key points to.
   *
   * @param table with its schema in front where that is another one
   */
  record Reference(String table, String column) {
    /** Reads {@code customers.id} or {@code auth.users.id}; without a dot there is no column. */
    static Reference parse(String text) {
      int dot = text.lastIndexOf('.');
      return dot < 0
          ? new Reference(text, "")
          : new Reference(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
      return table + "." + column;
    }
  }
}
