package io.daybook.copy;

import java.util.Arrays;

/**
 * A few rows in a row as they came: their messages, and where each value lies. So many that a
 * column's values can be taken in one loop, so few that they stay in the cache of a core and that a
 * long has a bit for each. For one thread.
 */
final class Batch {
  static final int ROWS = Long.SIZE;

  /** From so many bytes on no row more is taken. */
  private static final int BYTES = 256 << 10;

  private final byte[][] messages = new byte[ROWS][];

  /** Where the length of a value stands, the rows of one column one after another. */
  private final int[] places;

  private final int columns;
  private int rows;
  private long bytes;

  Batch(int columns) {
    this.columns = columns;
    this.places = new int[columns * ROWS];
  }

  /**
   * Takes one row more.
   *
   * @param start where its first value's length stands
   * @return where its last value ends
   */
  int add(byte[] message, int start) {
    int position = start;
    for (int place = rows; place < columns * ROWS; place += ROWS) {
      places[place] = position;
      position += Integer.BYTES + Math.max(0, Bytes.int32(message, position));
    }
    messages[rows++] = message;
    bytes += message.length;
    return position;
  }

  boolean isFull() {
    return rows == ROWS || bytes >= BYTES;
  }

  int rows() {
    return rows;
  }

  /** The message of each row. */
  byte[][] messages() {
    return messages;
  }

  byte[] message(int row) {
    return messages[row];
  }

  /** Where the length of a row's value stands; the value follows it. */
  int place(int column, int row) {
    return places[column * ROWS + row];
  }

  /** Forgets the rows. */
  void clear() {
    Arrays.fill(messages, 0, rows, null);
    rows = 0;
    bytes = 0;
  }
}
