package io.daybook.check;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import java.util.List;

/**
 * What one relation of the FK map really holds.
 *
 * @param relation {@code orders.customer_id -> customers.id}
 * @param child child table
 * @param parent parent table
 * @param rows rows of the child
 * @param referenced rows whose reference is not NULL
 * @param orphaned rows whose parent exists nowhere
 * @param crossTenant rows whose parent exists only under another tenant
 * @param deletedParent rows whose parent is there but soft-deleted
 */
public record RelationCount(
    String relation,
    String child,
    String parent,
    long rows,
    long referenced,
    long orphaned,
    long crossTenant,
    long deletedParent) {
  /** Columns of the counts as a dataset. */
  public static Schema schema() {
    return Schema.of(
        new Column("relation", DataType.TEXT, false, "child column and parent column"),
        new Column("child", DataType.TEXT, false, "child table"),
        new Column("parent", DataType.TEXT, false, "parent table"),
        new Column("child_rows", DataType.BIGINT, false, "rows of the child"),
        new Column("referenced", DataType.BIGINT, false, "rows whose reference is not NULL"),
        new Column("orphaned", DataType.BIGINT, false, "rows whose parent exists nowhere"),
        new Column(
            "cross_tenant",
            DataType.BIGINT,
            false,
            "rows whose parent exists only under another tenant"),
        new Column(
            "deleted_parent",
            DataType.BIGINT,
            false,
            "rows whose parent is there but soft-deleted"));
  }

  /** Reads the values of {@link #schema}. */
  static RelationCount of(List<Object> row) {
    return new RelationCount(
        (String) row.get(0),
        (String) row.get(1),
        (String) row.get(2),
        ((Number) row.get(3)).longValue(),
        ((Number) row.get(4)).longValue(),
        ((Number) row.get(5)).longValue(),
        ((Number) row.get(6)).longValue(),
        ((Number) row.get(7)).longValue());
  }

  /** The values of {@link #schema}. */
  public List<Object> row() {
    return List.of(relation, child, parent, rows, referenced, orphaned, crossTenant, deletedParent);
  }
}
