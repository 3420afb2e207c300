package io.daybook.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Numbers of four or eight bytes, dates and instants and small decimals among them. */
final class NumberValues extends DictionaryValues {
  private static final int FIRST_VALUES = 1 << 10;

  private final PrimitiveTypeName kind;
  private final int size;
  private final NumberDictionary dictionary;
  private long[] values = new long[FIRST_VALUES];
  private int count;
  private byte[] plain = {};

  NumberValues(ColumnDescriptor column, boolean mayRepeat) {
    super(column, mayRepeat);
    this.kind = column.getPrimitiveType().getPrimitiveTypeName();
    this.size = kind == PrimitiveTypeName.INT32 ? Integer.BYTES : Long.BYTES;
    this.dictionary = new NumberDictionary(size);
  }

  @Override
  void write(int value) {
    write((long) value);
  }

  @Override
  void write(double value) {
    write(Double.doubleToRawLongBits(value));
  }

  @Override
  void write(long value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  @Override
  void write(long[] from, int many) {
    if (values.length - count < many) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, count + many));
    }
    System.arraycopy(from, 0, values, count, many);
    count += many;
  }

  @Override
  int count() {
    return count;
  }

  @Override
  long bytes() {
    return (long) count * size;
  }

  @Override
  boolean number(int[] target) {
    return dictionary.number(values, count, target);
  }

  @Override
  BytesInput plain() {
    if (plain.length < count * size) {
      plain = new byte[count * size];
    }
    put(values, count, plain);
    return BytesInput.from(plain, 0, count * size);
  }

  private void put(long[] from, int many, byte[] target) {
    ByteBuffer buffer = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    if (size == Long.BYTES) {
      buffer.asLongBuffer().put(from, 0, many);
    } else {
      for (int i = 0; i < many; i++) {
        buffer.putInt(i * Integer.BYTES, (int) from[i]);
      }
    }
  }

  @Override
  void describe(Statistics<?> statistics) {
    switch (kind) {
      case INT32 -> {
        statistics.updateStats((int) smallest());
        statistics.updateStats((int) largest());
      }
      case INT64 -> {
        statistics.updateStats(smallest());
        statistics.updateStats(largest());
      }
      default -> {
        for (int i = 0; i < count; i++) {
          statistics.updateStats(Double.longBitsToDouble(values[i]));
        }
      }
    }
  }

  private long smallest() {
    long smallest = values[0];
    for (int i = 1; i < count; i++) {
      smallest = Math.min(smallest, values[i]);
    }
    return smallest;
  }

  private long largest() {
    long largest = values[0];
    for (int i = 1; i < count; i++) {
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }

  @Override
  int distinct() {
    return dictionary.distinct();
  }

  @Override
  int entryBytes(int entries) {
    return entries * size;
  }

  @Override
  BytesInput entries(int entries) {
    byte[] page = new byte[entries * size];
    put(dictionary.entries(), entries, page);
    return BytesInput.from(page);
  }

  @Override
  void clear() {
    count = 0;
  }

  @Override
  void forget() {
    dictionary.clear();
  }
}
