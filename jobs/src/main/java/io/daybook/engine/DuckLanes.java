package io.daybook.engine;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ObjIntConsumer;
import org.duckdb.DuckDBConnection;

/** Connections to one DuckDB, side by side. For one use. */
final class DuckLanes implements AutoCloseable {
  private final List<Connection> connections = new ArrayList<>();
  private final BlockingQueue<Connection> free;

  private DuckLanes(int count) {
    this.free = new ArrayBlockingQueue<>(count);
  }

  /**
   * Opens lanes beside a connection.
   *
   * @param settings statements that each lane begins with: they hold for one connection alone
   */
  static DuckLanes open(DuckDBConnection beside, int count, List<String> settings)
      throws SQLException {
    DuckLanes lanes = new DuckLanes(count);
    try {
      for (int i = 0; i < count; i++) {
        Connection connection = beside.duplicate();
        lanes.connections.add(connection);
        lanes.free.add(connection);
        try (Statement statement = connection.createStatement()) {
          for (String setting : settings) {
            statement.execute(setting);
          }
        }
      }
      return lanes;
    } catch (SQLException e) {
      lanes.close();
      throw e;
    }
  }

  /**
   * Does all of it, as many at once as there are lanes.
   *
   * @param done hears of each result and its place, in order, in the caller's thread
   */
  <T> void run(List<DuckWork.Action<T>> actions, DuckWork work, ObjIntConsumer<T> done)
      throws ExecutionException, InterruptedException {
    List<Callable<T>> pieces = new ArrayList<>();
    actions.forEach(action -> pieces.add(() -> inALane(action, work)));
    new Lanes(connections.size(), work::stop).run(pieces, done);
  }

  private <T> T inALane(DuckWork.Action<T> action, DuckWork work)
      throws SQLException, IOException, InterruptedException {
    Connection connection = free.take();
    try {
      return work.on(connection, action);
    } finally {
      free.add(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
