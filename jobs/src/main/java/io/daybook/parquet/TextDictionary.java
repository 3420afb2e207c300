package io.daybook.parquet;

import java.util.Arrays;

/** Distinct texts of a column in the order of their coming; an open table of their numbers. */
final class TextDictionary {
  private static final int FIRST_SLOTS = 1 << 8;

  private final PlainTexts entries;
  private int[] hashes = new int[FIRST_SLOTS / 2];

  /** Number of a text by its hash, plus one; 0 is free. Half of it at most is taken. */
  private int[] slots = new int[FIRST_SLOTS];

  TextDictionary(boolean isFixed) {
    this.entries = new PlainTexts(isFixed);
  }

  /** As {@link DictionaryValues#number}. */
  boolean number(PlainTexts texts, int[] target) {
    int before = entries.count();
    int last = 0;
    for (int i = 0; i < texts.count(); i++) {
      // Rows of one parent and of one tenant lie together: the last value often comes again.
      if (i == 0 || !texts.same(i, texts, i - 1)) {
        last = number(texts, i);
      }
      target[i] = last;
      if (DictionaryValues.isTimeToLook(i, entries.bytes(entries.count()))
          && !pays(before, texts, i + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean pays(int before, PlainTexts texts, int values) {
    int bytes = entries.bytes(entries.count());
    return DictionaryValues.pays(
        bytes,
        bytes - entries.bytes(before),
        DictionaryValues.packed(values, entries.count()),
        texts.bytes(values));
  }

  private int number(PlainTexts texts, int text) {
    int hash = texts.hash(text);
    int slot = hash & (slots.length - 1);
    for (int taken = slots[slot]; taken != 0; taken = slots[slot]) {
      if (hashes[taken - 1] == hash && entries.same(taken - 1, texts, text)) {
        return taken - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    int number = entries.count();
    entries.add(texts, text);
    hashes[number] = hash;
    slots[slot] = number + 1;
    if (entries.count() * 2 == slots.length) {
      widen();
    }
    return number;
  }

  private void widen() {
    int distinct = entries.count();
    hashes = Arrays.copyOf(hashes, distinct * 2);
    slots = new int[slots.length * 2];
    for (int number = 0; number < distinct; number++) {
      int slot = hashes[number] & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number + 1;
    }
  }

  /** The texts, by their numbers. */
  PlainTexts entries() {
    return entries;
  }

  void clear() {
    entries.clear();
    Arrays.fill(slots, 0);
  }
}
