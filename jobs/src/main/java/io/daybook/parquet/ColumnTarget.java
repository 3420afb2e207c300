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

  /** The first so many whole numbers. */
  void write(long[] values, int count) {
    throw other("numbers");
  }

  /**
   * Texts of rows that are not absent.
   *
   * @return bytes of the texts
   */
  long write(long absent, byte[][] arrays, int[] starts, int[] sizes, int rows) {
    throw other("texts");
  }

  /** Values of 16 bytes, of rows that are not absent. */
  void write(long absent, byte[][] arrays, int[] starts, int rows) {
    throw other("16 bytes");
  }

  private IllegalStateException other(String what) {
    return new IllegalStateException("Invalid value: " + what + " for " + this);
  }
}
