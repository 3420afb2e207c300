package io.daybook.extract;

import io.daybook.source.Finding;
import java.time.Instant;
import java.util.List;

/** Hears how an extraction goes on; called by the thread that extracts. */
public interface ExtractionListener {
  /** All tables are locked and the snapshot is taken. */
  default void snapshotTaken(String snapshot, Instant takenAt) {}

  /**
   * The source was compared with its model, and nothing that is used stops the extraction.
   *
   * @param findings all that was found
   * @param less whether tables or columns of the model are not read: the source lacks them, or our
   *     role may not read them, and nobody uses them
   */
  default void checked(List<Finding> findings, boolean less) {}

  /** Reading begins. */
  default void planned(int tables, int slices, long bytes) {}

  /** Everything was read. */
  default void read(long rows, long bytes) {}

  /** A table's count and sums are those of the source. */
  default void reconciled(String table, long rows) {}

  /** The snapshot was lost; all that was read is thrown away and read again under a new one. */
  default void restarted(int attempt, String reason) {}
}
