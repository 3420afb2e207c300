package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Pieces of work that leave a trace in this process. */
final class Seen {
  private static final AtomicInteger RUNNING = new AtomicInteger();
  private static final AtomicInteger MOST = new AtomicInteger();
  private static final List<Integer> STARTED = Collections.synchronizedList(new ArrayList<>());

  private Seen() {}

  static void reset() {
    RUNNING.set(0);
    MOST.set(0);
    STARTED.clear();
  }

  static int running() {
    return RUNNING.get();
  }

  static int most() {
    return MOST.get();
  }

  static List<Integer> started() {
    return List.copyOf(STARTED);
  }

  static void whenRunning(Runnable action) {
    try {
      while (RUNNING.get() == 0) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    action.run();
  }

  static Integer slowly(Integer piece) throws InterruptedException {
    begin(piece);
    try {
      // Long enough for others to begin beside it.
      Thread.sleep(5);
      return piece;
    } finally {
      RUNNING.decrementAndGet();
    }
  }

  /** Piece 0 fails once another runs, with a cause that cannot be serialized; others wait long. */
  static Integer failOrWait(Integer piece) throws InterruptedException {
    begin(piece);
    try {
      if (piece == 0) {
        whenOthersRun();
        throw DaybookException.of(Code.SRC_LOST, "Cannot read: gone")
            .next("again")
            .cause(new Unserializable())
            .build();
      }
      // Work that goes on for as long as nobody stops it.
      Thread.sleep(60_000);
      return piece;
    } finally {
      RUNNING.decrementAndGet();
    }
  }

  private static void whenOthersRun() throws InterruptedException {
    for (int waited = 0; RUNNING.get() < 2 && waited < 2_000; waited += 5) {
      Thread.sleep(5);
    }
  }

  private static void begin(Integer piece) {
    STARTED.add(piece);
    MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
  }

  private static final class Unserializable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("unused")
    private final Thread held = Thread.currentThread();
  }
}
