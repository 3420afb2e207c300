package io.daybook.extract;

import java.time.Instant;

/** Hears how an extraction goes on; called by the thread that extracts. */
public interface ExtractionListener {
  /** All tables are locked and the snapshot is taken. */
  default void snapshotTaken(String snapshot, Instant takenAt) {}

  /** Reading begins. */
  default void planned(int tables, int slices, long bytes) {}

  /** Everything was read. */
  default void read(long rows, long bytes) {}

  /** A table's count and sums are those of the source. */
  default void reconciled(String table, long rows) {}

  /** The snapshot was lost; all that was read is thrown away and read again under a new one. */
  default void restarted(int attempt, String reason) {}
}
