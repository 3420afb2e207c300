package io.daybook.report.layout;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rows of a table. They may be many: whoever reads them closes the stream, and holds no more
 * than a row at a time. Each opening gives the same rows in the same order.
 */
public final class Rows {
  private final long count;
  private final Supplier<Stream<List<Cell>>> source;

  private Rows(long count, Supplier<Stream<List<Cell>>> source) {
    this.count = count;
    this.source = requireNonNull(source, "source is null");
  }

  /** Rows that are in memory. */
  public static Rows of(List<List<Cell>> rows) {
    List<List<Cell>> copy = rows.stream().map(List::copyOf).toList();
    return new Rows(copy.size(), copy::stream);
  }

  /**
   * Rows that are read each time.
   *
   * @param count exactly how many there are
   */
  public static Rows of(long count, Supplier<Stream<List<Cell>>> source) {
    if (count < 0) {
      throw new IllegalArgumentException("Invalid number of rows: " + count);
    }
    return new Rows(count, source);
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** The rows from the first on. */
  public Stream<List<Cell>> open() {
    return source.get();
  }
}
