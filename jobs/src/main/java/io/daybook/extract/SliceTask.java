package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.copy.TableRead;
import java.io.Serializable;

/**
 * One piece of reading, under the common snapshot.
 *
 * @param number its place in the plan
 * @param table the table it belongs to
 * @param from what is read, as it stands after FROM: a table or partition with its range of ctid
 * @param bytes how much that is, about
 */
record SliceTask(int number, TableRead table, String from, long bytes) implements Serializable {
  SliceTask {
    requireNonNull(table, "table is null");
    requireNonNull(from, "from is null");
  }

  String copy() {
    return "copy (select " + table.selectList() + " from " + from + ") to stdout (format binary)";
  }
}
