package io.daybook.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.unsafe.Platform;

/** Memory beside the heap, up to a limit. */
final class NativeMemory {
  private static final long BLOCK = 4L << 20;

  private final AtomicLong left;

  NativeMemory(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** A block that has at least so many bytes, or null: the limit, or the machine's, is reached. */
  Block block(long least) {
    long size = Math.max(BLOCK, least);
    if (left.addAndGet(-size) < 0) {
      left.addAndGet(size);
      return null;
    }
    try {
      return new Block(size);
    } catch (OutOfMemoryError e) { // of the machine, not of the heap
      left.addAndGet(size);
      return null;
    }
  }

  /** A piece of memory that is filled from its start; for one thread. */
  final class Block {
    private final long start;
    private final long size;
    private long used;

    private Block(long size) {
      this.size = size;
      this.start = Platform.allocateMemory(size);
    }

    boolean has(long bytes) {
      return size - used >= bytes;
    }

    /** The address of the next so many bytes. */
    long take(long bytes) {
      long address = start + used;
      used += bytes;
      return address;
    }

    void clear() {
      Platform.setMemory(start, (byte) 0, size);
    }

    long start() {
      return start;
    }

    /** Behind the last byte that was taken. */
    long end() {
      return start + used;
    }

    void free() {
      Platform.freeMemory(start);
      left.addAndGet(size);
    }
  }
}
