package io.daybook.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/** Values of one width, eight bytes or more: keys and large decimals. */
final class FixedValues extends DictionaryValues {
  private final int width;
  private byte[] bytes = {};
  private int offset;

  FixedValues(int width, int mostBytes) {
    super(mostBytes);
    this.width = width;
  }

  @Override
  public void writeBytes(Binary value) {
    ByteBuffer buffer = value.toByteBuffer();
    bytes = buffer.array();
    offset = buffer.arrayOffset() + buffer.position();
    take(width);
  }

  @Override
  int hash() {
    return TextValues.hash(bytes, offset, width);
  }

  @Override
  boolean matches(byte[] written, int start, int end) {
    return Arrays.equals(written, start, end, bytes, offset, offset + width);
  }

  @Override
  void put(byte[] target, int position) {
    System.arraycopy(bytes, offset, target, position, width);
  }
}
