package io.daybook.check;

import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.source.PolymorphicRelation;
import java.util.List;

/**
 * What one relation of the FK map really holds.
 *
 * @param relation {@code orders.customer_id -> customers.id}, or {@code activities.entity_id -> by
 *     entity_type} where each row names its parent table
 * @param child child table
 * @param parent parent table; {@code by entity_type} where each row names it
 * @param rows rows of the child
 * @param referenced rows whose reference is not NULL
 * @param orphaned rows whose parent exists nowhere
 * @param crossTenant rows whose parent exists only under another tenant
 * @param deletedParent rows whose parent is there but soft-deleted
 * @param unmappedType rows that name a parent table of which the model knows nothing
 */
public record RelationCount(
    String relation,
    String child,
    String parent,
    long rows,
    long referenced,
    long orphaned,
    long crossTenant,
    long deletedParent,
    long unmappedType) {
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
            "rows whose parent is there but soft-deleted"),
        // NULL in what releases recorded before there were polymorphic relations
        new Column(
            "unmapped_type",
            DataType.BIGINT,
            true,
            "rows that name a parent table of which the model knows nothing"));
  }

  /** The count of a relation of whose rows none references anything. */
  static RelationCount of(String relation, String child, String parent, long rows) {
    return new RelationCount(relation, child, parent, rows, 0, 0, 0, 0, 0);
  }

  /** Whether each row names its parent table itself. */
  public boolean isPolymorphic() {
    return parent.startsWith(PolymorphicRelation.BY);
  }

  /** Rows that reference nothing. */
  public long none() {
    return rows - referenced;
  }

  /** Rows whose parent is there, of the same tenant and live: what the other counts leave. */
  public long resolved() {
    return referenced - orphaned - crossTenant - deletedParent - unmappedType;
  }

  /**
   * This relation with what was counted of it.
   *
   * @param counts a row of {@link References#query}, which begins with the relation's number
   */
  RelationCount counted(List<Long> counts) {
    return new RelationCount(
        relation,
        child,
        parent,
        rows,
        counts.get(1),
        counts.get(2),
        counts.get(3),
        counts.get(4),
        counts.get(5));
  }

  /** The values of {@link #schema}. */
  public List<Object> row() {
    return List.of(
        relation,
        child,
        parent,
        rows,
        referenced,
        orphaned,
        crossTenant,
        deletedParent,
        unmappedType);
  }
}
