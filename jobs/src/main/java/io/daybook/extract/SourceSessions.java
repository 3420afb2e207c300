package io.daybook.extract;

import io.daybook.source.SourceSettings;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sessions of this JVM that wait for their next slice, so that 180 small tables do not mean 180
 * connections. Those that nobody takes for a while are closed. Safe for several threads.
 */
final class SourceSessions {
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Map<SourceSettings, Deque<Waiting>> WAITING = new HashMap<>();

  private SourceSessions() {}

  private record Waiting(Connection connection, long since) {}

  /** Closes in the background; begins with the first session that is given back. */
  private static final class Closer {
    static final ScheduledExecutorService THREAD =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "daybook-source-sessions");
              thread.setDaemon(true);
              return thread;
            });

    static void wake() {
      var unused =
          THREAD.schedule(SourceSessions::closeIdle, IDLE.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
  }

  /** A session, fresh or used before. */
  static Connection take(SourceSettings settings) {
    synchronized (WAITING) {
      Deque<Waiting> waiting = WAITING.get(settings);
      if (waiting != null && !waiting.isEmpty()) {
        return waiting.pop().connection();
      }
    }
    return settings.connect("daybook");
  }

  /** Gives back a session that is in no transaction. */
  static void giveBack(SourceSettings settings, Connection connection) {
    synchronized (WAITING) {
      WAITING
          .computeIfAbsent(settings, key -> new ArrayDeque<>())
          .push(new Waiting(connection, System.nanoTime()));
    }
    Closer.wake();
  }

  /** Closes the sessions of one source that wait. */
  static void close(SourceSettings settings) {
    Deque<Waiting> waiting;
    synchronized (WAITING) {
      waiting = WAITING.remove(settings);
    }
    if (waiting != null) {
      waiting.forEach(each -> Sql.close(each.connection()));
    }
  }

  private static void closeIdle() {
    Deque<Waiting> idle = new ArrayDeque<>();
    synchronized (WAITING) {
      for (Deque<Waiting> waiting : WAITING.values()) {
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
          Waiting each = all.next();
          if (System.nanoTime() - each.since() > IDLE.toNanos()) {
            all.remove();
            idle.add(each);
          }
        }
      }
      WAITING.values().removeIf(Deque::isEmpty);
    }
    idle.forEach(each -> Sql.close(each.connection()));
  }
}
