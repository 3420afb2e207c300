package io.daybook.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/** Truth values, eight a byte. */
final class BooleanValues extends ColumnChunk {
  private static final int FIRST_BYTES = 1 << 7;

  private byte[] bits = new byte[FIRST_BYTES];
  private int count;
  private int trues;

  BooleanValues(ColumnDescriptor column) {
    super(column);
  }

  @Override
  void write(boolean value) {
    int place = count++ / Byte.SIZE;
    if (place == bits.length) {
      bits = Arrays.copyOf(bits, place * 2);
    }
    if (value) {
      bits[place] |= (byte) (1 << (count - 1) % Byte.SIZE);
      trues++;
    }
  }

  @Override
  long bytes() {
    return (count + (long) Byte.SIZE - 1) / Byte.SIZE;
  }

  @Override
  BytesInput values() {
    return BytesInput.from(bits, 0, (int) bytes());
  }

  @Override
  void describe(Statistics<?> statistics) {
    statistics.updateStats(trues == count);
    statistics.updateStats(trues > 0);
  }

  @Override
  Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  void clear() {
    Arrays.fill(bits, 0, (int) bytes(), (byte) 0);
    count = 0;
    trues = 0;
  }

  @Override
  DictionaryPage takeDictionary() {
    return null;
  }
}
