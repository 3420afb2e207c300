package io.daybook.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.ParquetEncodingException;

/**
 * The values of one column of one row group: numbers of a dictionary while that pays, themselves
 * afterwards. The dictionary pays when its first page is smaller for it, until it is full.
 *
 * <p>Values lie as the PLAIN encoding has them, in the dictionary as well as outside, so a
 * dictionary's page is written as it lies. What {@link #getBytes} returns is valid until the next
 * value; the page store copies it before.
 */
abstract class DictionaryValues extends ValuesWriter {
  private static final int FIRST_BYTES = 1 << 12;
  private static final int FIRST_IDS = 1 << 10;
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int FIRST_SLAB = 64;
  private static final int LARGEST_SLAB = 1 << 20;

  private final int mostBytes;

  /** Positions of the dictionary's values, by their number; one more than there are values. */
  private int[] starts = new int[FIRST_IDS];

  private byte[] entries = new byte[FIRST_BYTES];
  private int distinct;
  private int last;

  /** Number of a value by its hash, plus one; 0 is free. Half of it at most is taken. */
  private int[] slots = new int[FIRST_SLOTS];

  private int[] hashes = new int[FIRST_IDS];

  private int[] page = new int[FIRST_IDS];
  private int pageValues;
  private long pageBytes;

  private byte[] plain = new byte[FIRST_BYTES];
  private int plainBytes;

  private boolean judged;
  private boolean isPlain;
  private int published;

  DictionaryValues(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Whether a value of the dictionary is the one that is being written. */
  abstract boolean matches(byte[] written, int start, int end);

  /** Puts the value that is being written, as PLAIN has it; the target is large enough. */
  abstract void put(byte[] target, int position);

  /** A hash of the value that is being written. */
  abstract int hash();

  /** Takes the value that the methods above know. */
  final void take(int size) {
    pageBytes += size;
    if (isPlain) {
      plain = room(plain, plainBytes, size);
      put(plain, plainBytes);
      plainBytes += size;
      return;
    }
    if (pageValues == page.length) {
      page = Arrays.copyOf(page, pageValues * 2);
    }
    // Rows of one parent and of one tenant lie together: the last value often comes again.
    if (distinct == 0 || !matches(entries, starts[last], starts[last + 1])) {
      last = number(hash(), size);
    }
    page[pageValues++] = last;
    if (starts[distinct] > mostBytes) {
      leaveDictionary();
    }
  }

  private int number(int hash, int size) {
    int slot = hash & (slots.length - 1);
    for (int taken = slots[slot]; taken != 0; taken = slots[slot]) {
      int known = taken - 1;
      if (hashes[known] == hash && matches(entries, starts[known], starts[known + 1])) {
        return known;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(slot, hash, size);
  }

  private int add(int slot, int hash, int size) {
    int number = distinct++;
    if (distinct == starts.length) {
      starts = Arrays.copyOf(starts, distinct * 2);
      hashes = Arrays.copyOf(hashes, distinct * 2);
    }
    int start = starts[number];
    entries = room(entries, start, size);
    put(entries, start);
    starts[distinct] = start + size;
    hashes[number] = hash;
    slots[slot] = distinct;
    if (distinct * 2 > slots.length) {
      widen();
    }
    return number;
  }

  private void widen() {
    slots = new int[slots.length * 2];
    for (int number = 0; number < distinct; number++) {
      int slot = hashes[number] & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number + 1;
    }
  }

  private static byte[] room(byte[] bytes, int used, int more) {
    return used + more <= bytes.length
        ? bytes
        : Arrays.copyOf(bytes, Math.max(used + more, bytes.length * 2));
  }

  /** The page's values become themselves; pages before keep the dictionary. */
  private void leaveDictionary() {
    isPlain = true;
    plain = room(plain, 0, Math.toIntExact(pageBytes));
    for (int i = 0; i < pageValues; i++) {
      int start = starts[page[i]];
      int size = starts[page[i] + 1] - start;
      System.arraycopy(entries, start, plain, plainBytes, size);
      plainBytes += size;
    }
    pageValues = 0;
  }

  /** Bytes of the page as PLAIN has them, so that pages stay alike whatever their encoding. */
  @Override
  public final long getBufferedSize() {
    return pageBytes;
  }

  @Override
  public final BytesInput getBytes() {
    if (!isPlain) {
      BytesInput numbers = numbers();
      if (judged || numbers.size() + starts[distinct] < pageBytes) {
        judged = true;
        published = distinct;
        return numbers;
      }
      leaveDictionary();
    }
    return BytesInput.from(plain, 0, plainBytes);
  }

  private BytesInput numbers() {
    int width = BytesUtils.getWidthFromMaxInt(distinct - 1);
    // It holds memory of the heap only: nothing leaks where nobody closes it.
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width, FIRST_SLAB, LARGEST_SLAB, HeapByteBufferAllocator.getInstance());
    try {
      for (int i = 0; i < pageValues; i++) {
        encoder.writeInt(page[i]);
      }
      return BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), encoder.toBytes());
    } catch (IOException e) {
      throw new ParquetEncodingException("Cannot encode a page in memory", e);
    }
  }

  @Override
  @SuppressWarnings("deprecation") // what the first version of data pages calls a dictionary
  public final Encoding getEncoding() {
    return isPlain ? Encoding.PLAIN : Encoding.PLAIN_DICTIONARY;
  }

  /** Ends the page. */
  @Override
  public final void reset() {
    pageValues = 0;
    pageBytes = 0;
    plainBytes = 0;
  }

  @Override
  @SuppressWarnings("deprecation")
  public final DictionaryPage toDictPageAndClose() {
    return published == 0
        ? null
        : new DictionaryPage(
            BytesInput.from(entries, 0, starts[published]), published, Encoding.PLAIN_DICTIONARY);
  }

  @Override
  public final void resetDictionary() {
    distinct = 0;
    last = 0;
    published = 0;
    Arrays.fill(slots, 0);
    judged = false;
    isPlain = false;
  }

  @Override
  public final long getAllocatedSize() {
    return (long) entries.length
        + plain.length
        + (long) Integer.BYTES * (starts.length + hashes.length + slots.length + page.length);
  }

  @Override
  public final String memUsageString(String prefix) {
    return prefix + " " + getAllocatedSize() + " bytes";
  }
}
