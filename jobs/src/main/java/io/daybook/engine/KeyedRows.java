package io.daybook.engine;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Rows outside the heap that are found by their keys, as tasks of this process read them: no row is
 * sent around for a join with them. First tasks {@link #add} rows, then {@link #index} makes them
 * ready, then tasks {@link #apply} keys.
 *
 * <p>Spark sends a task what it uses as bytes. Of these rows that is their number; the task that
 * reads it keeps them in memory until it ends, also when nobody else needs them any more.
 */
final class KeyedRows implements Function<InternalRow, InternalRow>, Serializable {
  private static final long serialVersionUID = 1L;

  private static final Map<Long, KeyedRows> ALL = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong();

  /** Told instead of a number of rows. */
  static final long NO_MEMORY = -1;

  /** Before each row: its size. */
  private static final int HEADER = Long.BYTES;

  /** A native address has 47 bits or fewer; the bits above hold some of the hash of its key. */
  private static final int TAG_SHIFT = 48;

  private static final long ADDRESS = (1L << TAG_SHIFT) - 1;

  private final long number = NEXT.incrementAndGet();
  private final List<KeyCell> keys;
  private final boolean ranged;
  private final NativeMemory memory;

  private final List<NativeMemory.Block> blocks = new ArrayList<>();
  private NativeMemory.Block slots;
  private long mask;
  private int fields;
  private int users;
  private boolean closed;

  /**
   * No rows yet.
   *
   * @param keys of the first columns of each row, which find it
   * @param ranged whether a key also ends with a BIGINT, or an instant, and the row is the one of
   *     that key whose next two columns are its range: from the first to below the second
   */
  KeyedRows(List<KeyCell> keys, boolean ranged, NativeMemory memory) {
    this.keys = List.copyOf(keys);
    this.ranged = ranged;
    this.memory = memory;
    ALL.put(number, this);
  }

  boolean isRanged() {
    return ranged;
  }

  /** Adds rows of one task; how many, or {@link #NO_MEMORY}. */
  long add(Iterator<InternalRow> rows) {
    NativeMemory.Block block = null;
    long count = 0;
    while (rows.hasNext()) {
      UnsafeRow row = (UnsafeRow) rows.next();
      int size = row.getSizeInBytes();
      if (block == null || !block.has(HEADER + size)) {
        block = memory.block(HEADER + size);
        if (block == null) {
          return NO_MEMORY;
        }
        synchronized (this) {
          blocks.add(block);
        }
      }
      long address = block.take(HEADER + size);
      Platform.putLong(null, address, size);
      row.writeToMemory(null, address + HEADER);
      count++;
    }
    return count;
  }

  /**
   * Makes what was added ready to be found. Whether it is: there may be too little memory, or two
   * rows that one key finds.
   */
  boolean index(long rows, int columns) {
    fields = columns;
    long most = Math.max(16, Long.highestOneBit(Math.max(1, rows)) * 4);
    slots = memory.block(most * Long.BYTES);
    if (slots == null) {
      return false;
    }
    mask = most - 1;
    slots.clear();
    UnsafeRow row = new UnsafeRow(fields);
    for (NativeMemory.Block block : blocks) {
      for (long at = block.start(); at < block.end(); ) {
        int size = (int) Platform.getLong(null, at);
        row.pointTo(null, at + HEADER, size);
        if (!insert(row, at)) {
          return false;
        }
        at += HEADER + size;
      }
    }
    return true;
  }

  private boolean insert(UnsafeRow row, long address) {
    long hash = hash(row);
    long tag = hash >>> TAG_SHIFT;
    UnsafeRow other = new UnsafeRow(fields);
    for (long slot = hash & mask; ; slot = (slot + 1) & mask) {
      long at = slots.start() + slot * Long.BYTES;
      long held = Platform.getLong(null, at);
      if (held == 0) {
        Platform.putLong(null, at, tag << TAG_SHIFT | address);
        return true;
      }
      if (held >>> TAG_SHIFT == tag
          && matches(other, held & ADDRESS, row)
          && (!ranged || overlaps(other, row))) {
        return false;
      }
    }
  }

  /** The row of a key, or null: there is none, or a part of the key is NULL. */
  @Override
  public InternalRow apply(InternalRow key) {
    int parts = ranged ? keys.size() + 1 : keys.size();
    for (int i = 0; i < parts; i++) {
      if (key.isNullAt(i)) {
        return null;
      }
    }
    long hash = hash(key);
    long tag = hash >>> TAG_SHIFT;
    UnsafeRow row = null;
    for (long slot = hash & mask; ; slot = (slot + 1) & mask) {
      long held = Platform.getLong(null, slots.start() + slot * Long.BYTES);
      if (held == 0) {
        return null;
      }
      if (held >>> TAG_SHIFT == tag) {
        row = row == null ? new UnsafeRow(fields) : row;
        if (matches(row, held & ADDRESS, key) && (!ranged || covers(row, key))) {
          return row;
        }
      }
    }
  }

  private boolean covers(UnsafeRow row, InternalRow key) {
    int from = keys.size();
    long value = key.getLong(from);
    return row.getLong(from) <= value && value < row.getLong(from + 1);
  }

  private boolean overlaps(UnsafeRow one, UnsafeRow other) {
    int from = keys.size();
    return one.getLong(from) < other.getLong(from + 1)
        && other.getLong(from) < one.getLong(from + 1);
  }

  private long hash(InternalRow key) {
    long hash = 0;
    for (int i = 0; i < keys.size(); i++) {
      hash = keys.get(i).hash(key, i, hash);
    }
    return hash;
  }

  /** Points a row at an address; whether its key is this one. */
  private boolean matches(UnsafeRow row, long address, InternalRow key) {
    row.pointTo(null, address + HEADER, (int) Platform.getLong(null, address));
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).matches(row, key, i)) {
        return false;
      }
    }
    return true;
  }

  /** Frees the memory once no task reads it any more. */
  synchronized void close() {
    closed = true;
    ALL.remove(number);
    freeWhereUnused();
  }

  private synchronized void enter(TaskContext task) throws InvalidObjectException {
    if (closed) {
      throw new InvalidObjectException("the job has ended");
    }
    users++;
    task.addTaskCompletionListener((TaskCompletionListener) ended -> leave());
  }

  private synchronized void leave() {
    users--;
    freeWhereUnused();
  }

  private void freeWhereUnused() {
    if (closed && users == 0) {
      blocks.forEach(NativeMemory.Block::free);
      blocks.clear();
      if (slots != null) {
        slots.free();
        slots = null;
      }
    }
  }

  private Object writeReplace() {
    return new Ticket(number);
  }

  /** What a task is sent instead of the rows. */
  private record Ticket(long number) implements Serializable {
    private Object readResolve() throws ObjectStreamException {
      KeyedRows rows = ALL.get(number);
      if (rows == null) {
        throw new InvalidObjectException("the job has ended");
      }
      rows.enter(TaskContext.get());
      return rows;
    }
  }
}
