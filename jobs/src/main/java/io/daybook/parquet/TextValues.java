package io.daybook.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Texts, and bytes of one length. */
final class TextValues extends DictionaryValues {
  private final boolean isDecimal;
  private final PlainTexts texts;
  private final TextDictionary dictionary;

  TextValues(ColumnDescriptor column, boolean mayRepeat) {
    super(column, mayRepeat);
    PrimitiveType type = column.getPrimitiveType();
    boolean isFixed = type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    this.isDecimal = type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    this.texts = new PlainTexts(isFixed);
    this.dictionary = new TextDictionary(isFixed);
  }

  @Override
  void write(byte[] bytes, int offset, int length) {
    texts.add(bytes, offset, length);
  }

  @Override
  long write(long absent, byte[][] arrays, int[] starts, int[] sizes, int rows) {
    long before = bytes();
    for (int row = 0; row < rows; row++) {
      if ((absent >>> row & 1) == 0) {
        texts.add(arrays[row], starts[row], sizes[row]);
      }
    }
    return bytes() - before;
  }

  @Override
  void write(long absent, byte[][] arrays, int[] starts, int rows) {
    for (int row = 0; row < rows; row++) {
      if ((absent >>> row & 1) == 0) {
        texts.addUuid(arrays[row], starts[row]);
      }
    }
  }

  @Override
  int count() {
    return texts.count();
  }

  @Override
  long bytes() {
    return texts.bytes(texts.count());
  }

  @Override
  boolean number(int[] target) {
    return dictionary.number(texts, target);
  }

  @Override
  BytesInput plain() {
    return texts.first(texts.count());
  }

  @Override
  void describe(Statistics<?> statistics) {
    if (isDecimal) {
      for (int i = 0; i < texts.count(); i++) {
        statistics.updateStats(texts.text(i));
      }
      return;
    }
    if (!isNumbered()) {
      boolean[] all = new boolean[texts.count()];
      Arrays.fill(all, true);
      describe(statistics, texts, all);
      return;
    }
    boolean[] used = new boolean[dictionary.entries().count()];
    for (int i = 0; i < texts.count(); i++) {
      used[numbers()[i]] = true;
    }
    describe(statistics, dictionary.entries(), used);
  }

  /** Most texts lie between the two by their first bytes already. */
  private static void describe(Statistics<?> statistics, PlainTexts of, boolean[] used) {
    int smallest = -1;
    int largest = -1;
    long least = 0;
    long most = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        long head = of.head(i) + Long.MIN_VALUE;
        if (smallest < 0 || (head <= least && of.compare(i, smallest) < 0)) {
          smallest = i;
          least = head;
        }
        if (largest < 0 || (head >= most && of.compare(i, largest) > 0)) {
          largest = i;
          most = head;
        }
      }
    }
    statistics.updateStats(of.text(smallest));
    statistics.updateStats(of.text(largest));
  }

  @Override
  int distinct() {
    return dictionary.entries().count();
  }

  @Override
  int entryBytes(int entries) {
    return dictionary.entries().bytes(entries);
  }

  @Override
  BytesInput entries(int entries) {
    return dictionary.entries().first(entries);
  }

  @Override
  void clear() {
    texts.clear();
  }

  @Override
  void forget() {
    dictionary.clear();
  }
}
