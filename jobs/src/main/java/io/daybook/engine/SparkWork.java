package io.daybook.engine;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * Pieces of work as the tasks of one Spark job. In this process there is a task for each piece, and
 * a gate holds back more than may run at once. On a cluster, where no gate reaches, there are as
 * many tasks as pieces may run at once, and the pieces are dealt to them.
 */
final class SparkWork<T extends Serializable, R extends Serializable>
    implements Function<List<SparkWork.Item<T>>, List<SparkWork.Item<R>>> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Gate<?>> GATES = new ConcurrentHashMap<>();

  /** A piece, or its result, with its place in the list of pieces. */
  record Item<V extends Serializable>(int place, V value) implements Serializable {}

  private final Engine.Work<T, R> work;
  private final String gate;

  private SparkWork(Engine.Work<T, R> work, String gate) {
    this.work = work;
    this.gate = gate;
  }

  static <T extends Serializable, R extends Serializable> List<R> run(
      SparkContext context, List<T> pieces, Engine.Work<T, R> work, int parallelism) {
    int tasks = context.isLocal() ? pieces.size() : Math.min(parallelism, pieces.size());
    List<List<Item<T>>> dealt = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      dealt.add(new ArrayList<>());
    }
    for (int i = 0; i < pieces.size(); i++) {
      dealt.get(i % tasks).add(new Item<>(i, pieces.get(i)));
    }
    Gate<T> gate = new Gate<>(parallelism, dealt);
    String name = UUID.randomUUID().toString();
    GATES.put(name, gate);
    try {
      List<R> results = new ArrayList<>(Collections.nCopies(pieces.size(), null));
      JavaSparkContext.fromSparkContext(context)
          .parallelize(dealt, tasks)
          .map(new SparkWork<>(work, context.isLocal() ? name : ""))
          .collect()
          .forEach(task -> task.forEach(item -> results.set(item.place(), item.value())));
      return results;
    } finally {
      gate.close();
      GATES.remove(name);
    }
  }

  @Override
  public List<Item<R>> call(List<Item<T>> pieces) throws Exception {
    if (gate.isEmpty()) {
      return apply(pieces);
    }
    @SuppressWarnings("unchecked") // a gate's name is known to the tasks of one job only
    Gate<T> entered = (Gate<T>) GATES.get(gate);
    if (entered == null) {
      throw new InterruptedException("the job has ended");
    }
    List<Item<T>> next = entered.enter();
    try {
      return apply(next);
    } finally {
      entered.leave();
    }
  }

  private List<Item<R>> apply(List<Item<T>> pieces) throws Exception {
    List<Item<R>> results = new ArrayList<>();
    for (Item<T> piece : pieces) {
      results.add(new Item<>(piece.place(), apply(piece)));
    }
    return results;
  }

  private R apply(Item<T> piece) throws Exception {
    try {
      return work.apply(piece.value());
    } catch (DaybookException e) {
      throw Failures.portable(e);
    }
  }

  /**
   * Lets so many tasks run at once in this process. Who enters gets the next pieces, whichever task
   * it is, so that pieces start in their order.
   */
  private static final class Gate<T extends Serializable> {
    private final int width;
    private final Semaphore permits;
    private final Queue<List<Item<T>>> waiting;
    private volatile boolean closed;

    Gate(int width, List<List<Item<T>>> dealt) {
      this.width = width;
      this.permits = new Semaphore(width);
      this.waiting = new ConcurrentLinkedQueue<>(dealt);
    }

    List<Item<T>> enter() throws InterruptedException {
      permits.acquire();
      List<Item<T>> next = closed ? null : waiting.poll();
      if (next == null) {
        permits.release();
        throw new InterruptedException("the job has ended");
      }
      return next;
    }

    void leave() {
      permits.release();
    }

    /** Waits for all that run: a job that failed leaves its other tasks to end by themselves. */
    void close() {
      closed = true;
      try {
        if (!permits.tryAcquire(width, 2, TimeUnit.MINUTES)) {
          throw DaybookException.of(
                  Code.INTERNAL, "Cannot stop a piece of work: it ran on for 2 minutes")
              .next("end this process; then resume the run")
              .build();
        }
        permits.release(width);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
