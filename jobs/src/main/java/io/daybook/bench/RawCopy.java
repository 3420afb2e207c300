package io.daybook.bench;

import io.daybook.bench.Contender.Done;
import io.daybook.extract.Extraction;
import io.daybook.extract.ExtractionLimits;
import io.daybook.source.SourceModel;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The same COPY statements over as many connections, and nothing done with what they bring: the
 * least that any extraction through COPY costs. One snapshot a connection is all it keeps.
 */
record RawCopy(BenchSource source, SourceModel model) implements Contender.Work {
  @Override
  public Callable<Done> run() throws Exception {
    int connections = source.settings().connections() - 1;
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      Queue<String> statements = new ConcurrentLinkedQueue<>(statements());
      List<Future<Done>> parts = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        parts.add(threads.submit(() -> drain(statements)));
      }
      Done all = Done.NOTHING;
      for (Future<Done> part : parts) {
        all = all.plus(part.get());
      }
      Done done = all;
      return () -> done;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> statements() throws Exception {
    try (Connection connection = source.connect()) {
      return new Extraction(model, source.settings(), ExtractionLimits.defaults())
          .statements(connection);
    }
  }

  private Done drain(Queue<String> statements) throws Exception {
    Done done = Done.NOTHING;
    if (statements.isEmpty()) {
      return done;
    }
    try (Connection connection = source.connect()) {
      for (String next = statements.poll(); next != null; next = statements.poll()) {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(next);
        long bytes = 0;
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
          bytes += row.length;
        }
        done = done.plus(new Done(copy.getHandledRowCount(), bytes));
      }
    }
    return done;
  }
}
