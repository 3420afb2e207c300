package io.daybook.parquet;

import java.util.Arrays;

/** Distinct numbers of a column in the order of their coming; an open table of their numbers. */
final class NumberDictionary {
  private static final int FIRST_SLOTS = 1 << 10;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final int size;
  private long[] entries = new long[FIRST_SLOTS / 2];
  private int distinct;

  /** Number of a value by its hash, plus one; 0 is free. Half of it at most is taken. */
  private int[] slots = new int[FIRST_SLOTS];

  /**
   * A dictionary.
   *
   * @param size bytes of a value
   */
  NumberDictionary(int size) {
    this.size = size;
  }

  /** As {@link DictionaryValues#number}. */
  boolean number(long[] values, int count, int[] target) {
    int before = distinct;
    int last = 0;
    for (int i = 0; i < count; i++) {
      // Rows of one parent and of one tenant lie together: the last value often comes again.
      if (i == 0 || values[i] != values[i - 1]) {
        last = number(values[i]);
      }
      target[i] = last;
      if (DictionaryValues.isTimeToLook(i, distinct * size) && !pays(before, i + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean pays(int before, int values) {
    return DictionaryValues.pays(
        distinct * size,
        (distinct - before) * size,
        DictionaryValues.packed(values, distinct),
        (long) values * size);
  }

  private int number(long value) {
    int slot = slot(value);
    for (int taken = slots[slot]; taken != 0; taken = slots[slot]) {
      if (entries[taken - 1] == value) {
        return taken - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(slot, value);
  }

  private int slot(long value) {
    long product = value * MULTIPLIER;
    return (int) (((product ^ (product >>> Integer.SIZE)) * MULTIPLIER) >>> Integer.SIZE)
        & (slots.length - 1);
  }

  private int add(int slot, long value) {
    int number = distinct++;
    entries[number] = value;
    slots[slot] = distinct;
    if (distinct * 2 == slots.length) {
      widen();
    }
    return number;
  }

  private void widen() {
    entries = Arrays.copyOf(entries, distinct * 2);
    slots = new int[slots.length * 2];
    for (int number = 0; number < distinct; number++) {
      int slot = slot(entries[number]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number + 1;
    }
  }

  int distinct() {
    return distinct;
  }

  /** The values, by their numbers. */
  long[] entries() {
    return entries;
  }

  void clear() {
    distinct = 0;
    Arrays.fill(slots, 0);
  }
}
