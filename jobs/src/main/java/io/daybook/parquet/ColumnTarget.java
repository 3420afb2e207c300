package io.daybook.parquet;

/** Takes the values of one column, one a row; of the methods below those of the column's type. */
abstract class ColumnTarget {
  /**
   * NULL.
   *
   * @param row number of the row in its row group, from 0
   */
  abstract void writeNull(int row);

  void write(int value) {
    throw other("an INT32");
  }

  void write(long value) {
    throw other("an INT64");
  }

  void write(double value) {
    throw other("a DOUBLE");
  }

  void write(boolean value) {
    throw other("a BOOLEAN");
  }

  /** A text, or a value of fixed length. */
  void write(byte[] bytes, int offset, int length) {
    throw other("bytes");
  }

  private IllegalStateException other(String what) {
    return new IllegalStateException("Invalid value: " + what + " for " + this);
  }
}
