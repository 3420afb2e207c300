package io.daybook.copy;

import io.daybook.source.SourceColumn;

/** An array as JSON, or as PostgreSQL prints one that does not begin at 1: that one is refused. */
final class ArrayField extends TextField {
  static final String LOWER_BOUND = "an array that does not begin at 1";

  ArrayField(int index, SourceColumn column) {
    super(index, column, 0);
  }

  @Override
  String decode(byte[] data, int offset, int length) {
    return isBounds(data, offset, length) ? LOWER_BOUND : super.decode(data, offset, length);
  }

  /** {@code [-2:0]=}: in JSON no colon follows a number that a bracket precedes. */
  private static boolean isBounds(byte[] data, int offset, int length) {
    int position = offset + 1;
    int end = offset + length;
    while (position < end && (data[position] == '-' || isDigit(data[position]))) {
      position++;
    }
    return position > offset + 1 && position < end && data[position] == ':';
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }
}
