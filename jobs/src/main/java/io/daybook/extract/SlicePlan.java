package io.daybook.extract;

import io.daybook.copy.TableRead;
import io.daybook.source.SourceModel;
import io.daybook.source.server.TextEncoding;
import io.daybook.sql.Quoted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is read, in which pieces.
 *
 * @param slices the biggest first
 * @param leaves oids of the relations that hold each table's rows
 * @param bytes size of each table
 * @param foreign tables of which another server holds rows: these are of no snapshot
 */
record SlicePlan(
    List<SliceTask> slices,
    Map<String, List<Long>> leaves,
    Map<String, Long> bytes,
    Set<String> foreign) {
  /** All that holds rows below each table: partitions, and children by inheritance. */
  private static final String RELATIONS =
      """
      with recursive tree as (
          select w.name as root, c.oid, true as is_root
          from unnest(?::text[], ?::text[], ?::text[]) w (schema, place, name)
          join pg_catalog.pg_namespace n on n.nspname = w.schema
          join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.place
          where c.relkind in ('r', 'p', 'v', 'm', 'f')
          union all
          select t.root, i.inhrelid, false
          from tree t
          join pg_catalog.pg_inherits i on i.inhparent = t.oid
      )
      select t.root, c.oid::bigint, n.nspname, c.relname, c.relkind,
          coalesce(pg_catalog.pg_relation_size(c.oid), 0) as heap_bytes,
          coalesce(pg_catalog.pg_table_size(c.oid), 0) as all_bytes,
          coalesce(pg_catalog.pg_relation_size(nullif(c.reltoastrelid, 0)), 0) as toast_bytes,
          coalesce(a.amname = 'heap', false) as has_ctid,
          pg_catalog.has_table_privilege(c.oid, 'select')
              or t.is_root and coalesce(
                  pg_catalog.has_column_privilege(c.oid, -1::smallint, 'select'), false)
              as readable
      from tree t
      join pg_catalog.pg_class c on c.oid = t.oid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_am a on a.oid = c.relam
      where c.relkind <> 'p'
      order by t.root, c.oid
      """;

  SlicePlan {
    slices = List.copyOf(slices);
    leaves = Map.copyOf(leaves);
    bytes = Map.copyOf(bytes);
    foreign = Set.copyOf(foreign);
  }

  /** One relation that holds rows. */
  private record Leaf(
      long oid,
      boolean foreign,
      String from,
      boolean sliceable,
      long blocks,
      long bytes,
      long toastBytes,
      boolean readable) {}

  long totalBytes() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Plans under the snapshot: a page that is added later holds no row that it shows. */
  static SlicePlan plan(
      Connection connection,
      SourceModel model,
      int blockSize,
      TextEncoding encoding,
      Costs costs,
      long sliceBytes)
      throws SQLException {
    Map<String, List<Leaf>> leaves = leaves(connection, model, blockSize);
    List<SliceTask> slices = new ArrayList<>();
    model
        .tables()
        .values()
        .forEach(
            table -> {
              TableRead read = TableRead.of(table, encoding, costs.of(table));
              List<Leaf> of = leaves.getOrDefault(table.name(), List.of());
              // A partition that the role may not read by itself is read through its table, and so
              // is a table of which it may read columns but not ctid (attribute -1).
              boolean one = of.stream().anyMatch(leaf -> !leaf.readable());
              if (one) {
                slices.add(
                    new SliceTask(
                        slices.size(),
                        read,
                        Quoted.name(model.schemaOf(table.name()), model.nameInSchema(table.name())),
                        SliceTask.ALL,
                        of.stream().mapToLong(Leaf::bytes).sum(),
                        false,
                        0));
              } else {
                of.forEach(leaf -> cut(leaf, read, sliceBytes, slices));
              }
            });
    slices.sort(Comparator.comparingLong(SliceTask::bytes).reversed());
    Map<String, List<Long>> oids = new LinkedHashMap<>();
    Map<String, Long> bytes = new LinkedHashMap<>();
    leaves.forEach(
        (table, of) -> {
          oids.put(table, of.stream().map(Leaf::oid).toList());
          bytes.put(table, of.stream().mapToLong(Leaf::bytes).sum());
        });
    Set<String> foreign =
        leaves.keySet().stream()
            .filter(table -> leaves.get(table).stream().anyMatch(Leaf::foreign))
            .collect(Collectors.toSet());
    return new SlicePlan(slices, oids, bytes, foreign);
  }

  /** The last slice is open-ended; a range names pages, so no key is needed. */
  private static void cut(Leaf leaf, TableRead table, long sliceBytes, List<SliceTask> slices) {
    long pieces = leaf.sliceable() ? -Math.floorDiv(-Math.max(1, leaf.bytes()), sliceBytes) : 1;
    long pages = Math.max(1, -Math.floorDiv(-leaf.blocks(), pieces));
    for (long first = 0; first == 0 || first < leaf.blocks(); first += pages) {
      boolean last = first + pages >= leaf.blocks();
      long bytes = leaf.bytes() * Math.min(pages, Math.max(1, leaf.blocks() - first));
      slices.add(
          new SliceTask(
              slices.size(),
              table,
              leaf.from(),
              range(first, last ? 0 : first + pages),
              bytes / Math.max(1, leaf.blocks()),
              leaf.sliceable(),
              leaf.toastBytes()));
      if (!leaf.sliceable()) {
        return;
      }
    }
  }

  /** From one page to below another; 0 is no bound. */
  private static String range(long first, long end) {
    String from = first > 0 ? "ctid >= '(" + first + ",0)'::tid" : "";
    String to = end > 0 ? "ctid < '(" + end + ",0)'::tid" : "";
    return from.isEmpty() && to.isEmpty()
        ? SliceTask.ALL
        : from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to;
  }

  private static Map<String, List<Leaf>> leaves(
      Connection connection, SourceModel model, int blockSize) throws SQLException {
    Map<String, List<Leaf>> leaves = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
      for (int i = 0; i < 3; i++) {
        statement.setArray(
            i + 1, connection.createArrayOf("text", model.places().get(i).toArray()));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = Quoted.name(rows.getString(3), rows.getString(4));
          boolean sliceable = rows.getBoolean(9);
          leaves
              .computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
              .add(
                  new Leaf(
                      rows.getLong(2),
                      "f".equals(rows.getString(5)),
                      "v".equals(rows.getString(5)) ? name : "only " + name,
                      sliceable,
                      sliceable ? rows.getLong(6) / blockSize : 0,
                      rows.getLong(7),
                      rows.getLong(8),
                      rows.getBoolean(10)));
        }
      }
    }
    return leaves;
  }
}
