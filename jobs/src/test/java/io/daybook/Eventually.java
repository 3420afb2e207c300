package io.daybook;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for what must happen. The limit is so long that only a hang reaches it, on a busy machine
 * too: how fast something is no test says.
 */
public final class Eventually {
  /** Nothing that goes on takes longer. */
  public static final Duration LIMIT = Duration.ofMinutes(10);

  private static final long PAUSE_MILLIS = 20;

  private Eventually() {}

  /** Something that may be true, or become so. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Returns once the condition holds; the stack trace of a failure says which one does not. */
  public static void until(Condition condition) {
    until("the condition holds", condition);
  }

  /**
   * Returns once the condition holds.
   *
   * @param what that it waits for, for the failure
   */
  public static void until(String what, Condition condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("Waited in vain until " + what);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted before " + what, e);
    } catch (Exception e) {
      throw new AssertionError("Cannot tell whether " + what, e);
    }
  }

  /** Returns once the latch is open. */
  public static void open(String what, CountDownLatch latch) {
    try {
      if (!latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("Waited in vain until " + what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted before " + what, e);
    }
  }
}
