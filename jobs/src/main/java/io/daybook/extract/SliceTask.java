package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.copy.TableRead;
import io.daybook.sql.Quoted;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One piece of reading, under the common snapshot.
 *
 * @param number its place in the plan
 * @param table the table it belongs to
 * @param from what is read, as it stands after FROM: a table or partition
 * @param range its range of ctid, as it stands after WHERE; "true" for all of it
 * @param bytes how much that is, about
 * @param byCtid whether a row of it can be named by its ctid
 * @param toastBytes how much of what it is a part of lies outside of the rows: an upper bound of a
 *     large value, as it is stored
 */
record SliceTask(
    int number,
    TableRead table,
    String from,
    String range,
    long bytes,
    boolean byCtid,
    long toastBytes)
    implements Serializable {
  /** The range of a slice that is not cut. */
  static final String ALL = "true";

  SliceTask {
    requireNonNull(table, "table is null");
    requireNonNull(from, "from is null");
    requireNonNull(range, "range is null");
  }

  String copy() {
    return copy(table.selectList(), range);
  }

  /** All but these rows. */
  String copyWithout(List<String> ctids) {
    return ctids.isEmpty()
        ? copy()
        : copy(
            table.selectList(),
            range
                + ctids.stream()
                    .map(Quoted::text)
                    .collect(Collectors.joining(", ", " and ctid <> all (array[", "]::tid[])")));
  }

  /**
   * One row.
   *
   * @param emptied places of columns that come without their value
   */
  String copyRow(String ctid, Set<Integer> emptied) {
    return copy(table.selectList(emptied), "ctid = " + Quoted.text(ctid) + "::tid");
  }

  private String copy(String selected, String where) {
    return "copy (select "
        + selected
        + " from "
        + from
        + (where.equals(ALL) ? "" : " where " + where)
        + ") to stdout (format binary)";
  }
}
